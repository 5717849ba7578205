import type { Fault, TokenFault } from '../../../../simulator/simulator.mts';

const AT_ONCE = { 'Retry-After': '0' };

const NOT_RENEWED: TokenFault = {
	status: 503,
	error: 'temporarily_unavailable',
	description: 'Later.',
};

export interface Ending {
	fault?: Fault;
	/** Whether the node can't tell from the answer whether the request was executed. */
	isUnknown?: true;
	/** Whether all tokens expire before the request is handled. */
	expiresToken?: true;
	/** What the next renewal of a token meets. */
	renewal?: TokenFault;
}

/** What becomes of a request. Without a fault, it is answered as usual. */
export const FATES = {
	normal: {},
	'429': { fault: { status: 429, headers: AT_ONCE } },
	// After a 401, n8n renews the token and sends the request once more.
	'401': { fault: { status: 401 } },
	'token expires': { expiresToken: true },
	'token is not renewed': { expiresToken: true, renewal: NOT_RENEWED },
	'403': { fault: { status: 403 } },
	'400': { fault: { status: 400 } },
	'409': { fault: { status: 409 } },
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
} satisfies Record<string, Ending>;

export type FateName = keyof typeof FATES;

export const isUnknown = (name: FateName) => 'isUnknown' in FATES[name];

export const endingOf = (name: FateName): Ending => FATES[name];
