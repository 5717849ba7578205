import type { Fault } from '../../../../simulator/simulator.mts';

const AT_ONCE = { 'Retry-After': '0' };

/** What becomes of a request. Without a fault, it is answered as usual. */
export const FATES = {
	normal: {},
	'429': { fault: { status: 429, headers: AT_ONCE } },
	'403': { fault: { status: 403 } },
	'400': { fault: { status: 400 } },
	'500': { fault: { status: 500, headers: AT_ONCE }, isUnknown: true },
	'503': { fault: { status: 503, headers: AT_ONCE }, isUnknown: true },
	'504': { fault: { status: 504, headers: AT_ONCE }, isUnknown: true },
	'empty 200': { fault: { status: 200, body: '' }, isUnknown: true },
	'applied, 500': { fault: { applied: 500, headers: AT_ONCE }, isUnknown: true },
	'applied, 503': { fault: { applied: 503, headers: AT_ONCE }, isUnknown: true },
	'applied, 504': { fault: { applied: 504, headers: AT_ONCE }, isUnknown: true },
	'applied, empty 200': { fault: { applied: 200, body: '' }, isUnknown: true },
	'applied, empty 202': { fault: { applied: 202, body: '' }, isUnknown: true },
	reset: { fault: { connection: 'reset' }, isUnknown: true },
	'applied, reset': { fault: { connection: 'applied-then-reset' }, isUnknown: true },
	late: { isUnknown: true },
} satisfies Record<string, { fault?: Fault; isUnknown?: true }>;

export type FateName = keyof typeof FATES;

/** Whether the node can't tell from the answer whether the request was executed. */
export const isUnknown = (name: FateName) => 'isUnknown' in FATES[name];
