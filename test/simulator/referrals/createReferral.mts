import { randomUUID } from 'node:crypto';
import { completeReferral } from './completeReferral.mts';
import type { Referral, Sparse } from './referral.mts';
import { readDealValue, referralSchema } from './schema/referralSchema.mts';
import { invalid } from './refusal.mts';
import { isObject, mistakeIn } from './schema/schema.mts';
import { timestamp } from './timestamps.mts';

/** "Create a referral": what the body must hold. */
const required = ['type', 'customerProfile', 'consent', 'details'];

/**
 * The referral that a POST creates: the partner's own, and accepted from the beginning, whatever the body says.
 *
 * @throws Refusal when a field is missing, malformed or unknown
 */
export function createReferral(body: unknown, moment: Date): Referral {
	if (!isObject(body)) throw invalid('', 'The body must be a JSON object.');
	const given = structuredClone(body);
	for (const field of required) {
		if (given[field] === undefined || given[field] === null) {
			throw invalid(field, `The field '${field}' is required.`);
		}
	}
	const mistake = mistakeIn(given, referralSchema, '');
	if (mistake !== undefined) throw invalid(mistake.target, mistake.message);
	readDealValue(given);
	const created = timestamp(moment);
	return completeReferral(
		{
			...(given as Sparse<Referral>),
			id: randomUUID(),
			eTag: undefined,
			links: undefined,
			organizationId: undefined,
			organizationName: undefined,
			direction: 'Outgoing',
			status: 'Active',
			substatus: 'Accepted',
			createdDateTime: created,
			updatedDateTime: created,
			acceptedDateTime: created,
			closedDateTime: null,
			registrations: [],
			registrationStatus: 'None',
		},
		moment,
	);
}
