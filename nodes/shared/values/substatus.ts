import { choice } from './choice';
import type { Reader } from './reader';

/**
 * Which status each substatus that can be written belongs to (Microsoft's page "Referral resources",
 * status and substatus transition values).
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

const SUBSTATUSES = Object.keys(STATUS_OF) as Substatus[];

/** «New: Pending or Received; …», for messages. */
export const ALLOWED_PAIRS = [...new Set(Object.values(STATUS_OF))]
	.map(
		(status) => `${status}: ${SUBSTATUSES.filter((one) => STATUS_OF[one] === status).join(', ')}`,
	)
	.join('; ');

/** One of the substatuses that can be written, whatever its case. */
export const substatus: Reader<Substatus> = choice(SUBSTATUSES);
