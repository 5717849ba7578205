import { choice } from './choice';
import type { Reader } from './reader';

/**
 * The status that each substatus implies, for those that can be written (Microsoft's page "Referral
 * resources", status and substatus transition values).
 */
export const STATUS_OF = {
	Pending: 'New',
	Received: 'New',
	Accepted: 'Active',
	Won: 'Closed',
	Lost: 'Closed',
	Declined: 'Closed',
	Expired: 'Closed',
} as const;

type Substatus = keyof typeof STATUS_OF;

/** The substatuses that can be written. */
const SUBSTATUSES = Object.keys(STATUS_OF) as Substatus[];

/** `New: Pending, Received; Active: ...`, for messages. */
export const ALLOWED_PAIRS = [...new Set(Object.values(STATUS_OF))]
	.map(
		(status) => `${status}: ${SUBSTATUSES.filter((one) => STATUS_OF[one] === status).join(', ')}`,
	)
	.join('; ');

/** One of the substatuses that can be written; case-insensitive. */
export const substatus: Reader<Substatus> = choice(SUBSTATUSES);
