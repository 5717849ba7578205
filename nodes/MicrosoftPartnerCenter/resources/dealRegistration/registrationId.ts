import type { IDataObject } from 'n8n-workflow';

import type { Referral } from '../../../shared/referral/referral';
import type { JsonObject } from '../../../shared/values/reader';
import { isShownBy } from '../../jsonPatch/sameValue';
import { indexOfRegistration, registrationsOf } from './registrationChanges';

/**
 * The ID of the registration that was created; empty if it can't be told from the others. If the referral was not
 * read before, it is the last of those with its values, because it was added at the end.
 */
export function idOfCreated(row: JsonObject, before?: Referral, after?: Referral): IDataObject {
	const existing = new Set(before && registrationsOf(before).map(({ id }) => id));
	const added = registrationsOf(after ?? {}).filter(({ id }) => !existing.has(id));
	const equal = added.filter((one) => isShownBy(row, one));
	if (before === undefined) return idOf(equal.at(-1));
	return idOf(only(equal) ?? only(added));
}

/** The ID of the registration that was changed. @param id as the user gave it; undefined for the only one */
export function idOfUpdated(
	id: string | undefined,
	before?: Referral,
	after?: Referral,
): IDataObject {
	const registrations = registrationsOf(before ?? after ?? {});
	return idOf(registrations[indexOfRegistration(registrations, id)]);
}

function only<T>(list: T[]): T | undefined {
	return list.length === 1 ? list[0] : undefined;
}

function idOf(registration?: JsonObject): IDataObject {
	return typeof registration?.id === 'string' ? { registrationId: registration.id } : {};
}
