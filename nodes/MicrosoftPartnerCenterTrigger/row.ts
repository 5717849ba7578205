import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../shared/api/answer';
import { valueAt } from '../shared/referral/pointer';
import type { Referral } from '../shared/referral/referral';
import { isJsonObject } from '../shared/values/json';
import { BEGINNING, readMoment } from './moment';
import type { Moment } from './moment';

/** A row of the list. Any member of a row may be missing or unreadable, which must not stop the others. */
export interface Row {
	/** A fingerprint of its ID, or of its content if it has none. */
	key: string;
	/** A fingerprint of its state. */
	tag: string;
	/** BEGINNING if it can't be read. */
	updated: Moment;
	/** BEGINNING if it can't be read. */
	created: Moment;
	values: Values;
	/** Undefined if the row has no ID. */
	referral?: Referral;
}

/** The values whose changes are events, as the service returns them; null if there is none. */
export interface Values extends IDataObject {
	status: string | null;
	substatus: string | null;
	dealValue: number | string | null;
	currency: string | null;
}

/** The rows of a page; undefined if the answer is no list. */
export function rowsIn({ body }: Answer): Row[] | undefined {
	const rows = isJsonObject(body) ? body.value : undefined;
	return Array.isArray(rows) ? rows.map(toRow) : undefined;
}

function toRow(content: unknown): Row {
	const referral: Referral = isJsonObject(content) ? content : {};
	const { id, eTag, updatedDateTime, createdDateTime } = referral;
	const hasId = hasText(id);
	const updated = readMoment(updatedDateTime);
	return {
		key: fingerprint(hasId ? `id ${id}` : `row ${JSON.stringify(content)}`, KEY_LENGTH),
		tag: fingerprint(hasText(eTag) ? eTag : (updated ?? JSON.stringify(content)), TAG_LENGTH),
		updated: updated ?? BEGINNING,
		created: readMoment(createdDateTime) ?? BEGINNING,
		values: valuesOf(referral),
		...(hasId && { referral }),
	};
}

/** In characters of 6 bits: two of 50,000 referrals have the same fingerprint once in 200,000 lists. */
const KEY_LENGTH = 8;

/** Two states of one referral have the same fingerprint once in 70 billion changes. */
const TAG_LENGTH = 6;

function fingerprint(text: string, length: number): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, length);
}

function valuesOf(referral: Referral): Values {
	const dealValue = valueAt(referral, '/details/dealValue');
	return {
		status: textOrNull(referral.status),
		substatus: textOrNull(referral.substatus),
		dealValue: typeof dealValue === 'number' ? dealValue : textOrNull(dealValue),
		currency: textOrNull(valueAt(referral, '/details/currency')),
	};
}

function textOrNull(value: unknown): string | null {
	return hasText(value) ? value : null;
}

function hasText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
