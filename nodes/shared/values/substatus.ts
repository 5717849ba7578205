import { choice } from './choice';
import type { Reader } from './reader';

/**
 * The status that each substatus implies, for those that can be written (Microsoft's page "Referral
 * resources", status and substatus transition values). That page omits Error, which partners can set according to
 * "Manage co-sell opportunities" and the instructions for the bulk upload.
 */
export const STATUS_OF = {
	Pending: 'New',
	Received: 'New',
	Accepted: 'Active',
	Won: 'Closed',
	Lost: 'Closed',
	Declined: 'Closed',
	Expired: 'Closed',
	Error: 'Closed',
} as const;

export type Substatus = keyof typeof STATUS_OF;

/** The substatuses that can be written. */
const SUBSTATUSES = Object.keys(STATUS_OF) as Substatus[];

/** `New: Pending, Received; Active: ...`, for messages. */
export const ALLOWED_PAIRS = [...new Set(Object.values(STATUS_OF))]
	.map(
		(status) => `${status}: ${SUBSTATUSES.filter((one) => STATUS_OF[one] === status).join(', ')}`,
	)
	.join('; ');

/** `Closed: Won`, as n8n shows the status and substatus. */
export const labelOf = (one: Substatus) => `${STATUS_OF[one]}: ${one}`;

const LABELS = Object.fromEntries(SUBSTATUSES.map((one) => [one, labelOf(one)]));

/** One of the substatuses that can be written, or its label; case-insensitive. */
export const substatus: Reader<Substatus> = choice(LABELS as Record<Substatus, string>);
