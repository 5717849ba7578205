import { type Answer, jsonAnswer } from '../http/answer.mts';
import type { Incoming } from '../http/incoming.mts';
import type { RecordedTokenRequest } from '../recorder.mts';
import { type EntraFailure, entraFailureBody, entraFailures } from './entraFailures.mts';
import { GrantRefusal, type Grants, type Requester, type TokenSet } from './grants.mts';

/** The one client secret that the simulator takes. */
export const simulatorClientSecret = 'simulator-secret';

/** A refusal of the token endpoint, scripted. */
export interface TokenFault extends EntraFailure {
	/** How many requests meet it, default 1; Infinity is allowed. */
	times?: number;
	/** In addition to those of the answer. */
	headers?: Record<string, string>;
	/** Replaces the whole body; sent as it is. */
	body?: string;
	/** The connection is cut, and nothing is answered. */
	connection?: 'reset';
}

type Form = RecordedTokenRequest['form'];

interface GrantType {
	required: string[];
	redeem: (grants: Grants, form: Form) => TokenSet;
}

/** What the grants that the Referrals API's sign-in uses need, besides the client's id and secret. */
const grantTypes = new Map<string, GrantType>([
	[
		'authorization_code',
		{
			required: ['code', 'redirect_uri', 'code_verifier'],
			redeem: (grants, form) =>
				grants.redeemCode(form.code, {
					...requester(form),
					redirectUri: form.redirect_uri,
					codeVerifier: form.code_verifier,
				}),
		},
	],
	[
		'refresh_token',
		{
			required: ['refresh_token'],
			redeem: (grants, form) => grants.refresh(form.refresh_token, requester(form)),
		},
	],
]);

/** POST of a grant, form-encoded, with the client's secret in the body. */
export class TokenEndpoint {
	private faults: { fault: TokenFault; times: number }[] = [];

	constructor(
		private readonly grants: Grants,
		private readonly now: () => Date,
		private readonly recorded: RecordedTokenRequest[],
	) {}

	fault(fault: TokenFault): void {
		this.faults.push({ fault, times: fault.times ?? 1 });
	}

	forgetFaults(): void {
		this.faults = [];
	}

	/** @returns undefined if the connection is to be cut */
	answer(request: Incoming): Answer | undefined {
		if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' } };
		const form = Object.fromEntries(new URLSearchParams(request.rawBody));
		const fault = this.nextFault();
		const answer = fault ? faultAnswer(fault, this.now()) : this.decide(form);
		this.recorded.push({
			grantType: form.grant_type,
			form,
			headers: request.headers,
			status: answer.status,
		});
		return fault?.connection === 'reset' ? undefined : answer;
	}

	private nextFault(): TokenFault | undefined {
		const scripted = this.faults.find(({ times }) => times > 0);
		if (scripted !== undefined) scripted.times -= 1;
		return scripted?.fault;
	}

	private decide(form: Form): Answer {
		try {
			return jsonAnswer(200, redeem(this.grants, form), {
				'Cache-Control': 'no-store',
				Pragma: 'no-cache',
			});
		} catch (error) {
			if (!(error instanceof GrantRefusal)) throw error;
			return jsonAnswer(error.failure.status, entraFailureBody(error.failure, this.now()));
		}
	}
}

function faultAnswer(fault: TokenFault, moment: Date): Answer {
	const { status, body, headers } = fault;
	if (body !== undefined) return { status, headers: { ...headers }, body };
	return jsonAnswer(status, entraFailureBody(fault, moment), headers);
}

function redeem(grants: Grants, form: Form): TokenSet {
	demand(form, ['grant_type', 'client_id']);
	const grantType = grantTypes.get(form.grant_type);
	if (grantType === undefined) throw new GrantRefusal(entraFailures.unsupportedGrant);
	demand(form, grantType.required);
	if (!form.client_secret) throw new GrantRefusal(entraFailures.noSecret);
	if (form.client_secret !== simulatorClientSecret) {
		throw new GrantRefusal(entraFailures.wrongSecret);
	}
	return grantType.redeem(grants, form);
}

function requester({ client_id, scope }: Form): Requester {
	return { clientId: client_id, scope };
}

function demand(form: Form, parameters: string[]): void {
	const missing = parameters.find((parameter) => !form[parameter]);
	if (missing !== undefined) throw new GrantRefusal(entraFailures.missing(missing));
}
