import { randomUUID } from 'node:crypto';

/** A refusal of the token endpoint, in the words of the OAuth 2.0 protocol. */
export interface EntraFailure {
	status: number;
	error: string;
	/** Begins with Entra's own number, "AADSTS70008: ...", where there is one. */
	description: string;
}

/** Entra's numbers and meanings ("Microsoft Entra authentication and authorization error codes"). */
export const entraFailures = {
	missing: (parameter: string): EntraFailure => ({
		status: 400,
		error: 'invalid_request',
		description: `AADSTS900144: The request body must contain the following parameter: '${parameter}'.`,
	}),
	noSecret: {
		status: 401,
		error: 'invalid_client',
		description:
			"AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
	},
	wrongSecret: {
		status: 401,
		error: 'invalid_client',
		description: 'AADSTS7000215: Invalid client secret provided.',
	},
	unknownCode: {
		status: 400,
		error: 'invalid_grant',
		description: 'AADSTS9002313: Invalid request. The authorization code is unknown.',
	},
	usedCode: {
		status: 400,
		error: 'invalid_grant',
		description: 'AADSTS54005: OAuth2 authorization code was already redeemed.',
	},
	expiredCode: {
		status: 400,
		error: 'invalid_grant',
		description: 'AADSTS70008: The provided authorization code has expired.',
	},
	otherClient: {
		status: 400,
		error: 'invalid_grant',
		description: 'AADSTS700005: The grant was issued to another client.',
	},
	otherRedirectUri: {
		status: 400,
		error: 'invalid_grant',
		description: 'AADSTS500112: The reply address does not match the one of the sign-in.',
	},
	wrongVerifier: {
		status: 400,
		error: 'invalid_grant',
		description:
			'AADSTS501481: The Code_Verifier does not match the code_challenge supplied in the authorization request.',
	},
	otherScope: {
		status: 400,
		error: 'invalid_scope',
		description:
			"AADSTS70011: The provided value for the input parameter 'scope' is not valid: it is not what the sign-in consented to.",
	},
	usedRefreshToken: {
		status: 400,
		error: 'invalid_grant',
		description: 'AADSTS700082: The refresh token is unknown, expired or already used.',
	},
	revokedRefreshToken: {
		status: 400,
		error: 'invalid_grant',
		description: 'AADSTS50173: The grant was revoked, a fresh sign-in is needed.',
	},
	unsupportedGrant: {
		status: 400,
		error: 'unsupported_grant_type',
		description: 'AADSTS70003: The app requested an unsupported grant type.',
	},
} satisfies Record<string, EntraFailure | ((parameter: string) => EntraFailure)>;

/** The body in Entra's shape ("Microsoft identity platform and OAuth 2.0 authorization code flow"). */
export function entraFailureBody(failure: EntraFailure, moment: Date): Record<string, unknown> {
	const code = /^AADSTS(\d+)/.exec(failure.description)?.[1];
	return {
		error: failure.error,
		error_description: failure.description,
		error_codes: code === undefined ? [] : [Number(code)],
		timestamp: moment.toISOString().replace('T', ' ').replace(/\..*/, 'Z'),
		trace_id: randomUUID(),
		correlation_id: randomUUID(),
	};
}
