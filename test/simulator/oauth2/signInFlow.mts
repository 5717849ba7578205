import { createHash, randomBytes } from 'node:crypto';

import { simulatorClientSecret, startSimulator } from '../simulator.mts';
import type { Simulator } from '../simulator.mts';
import type { TokenSet } from './grants.mts';

export const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';
const start = Date.parse('2026-03-01T10:00:00Z');

export let simulator: Simulator;
let elapsedSeconds: number;

beforeEach(async () => {
	elapsedSeconds = 0;
	simulator = await startSimulator({
		accessTokenLifetimeSeconds: 600,
		now: () => new Date(start + elapsedSeconds * 1000),
	});
});

afterEach(async () => {
	await simulator.stop();
});

const codeVerifier = randomBytes(32).toString('base64url');

export const authorizeParameters = {
	response_type: 'code',
	client_id: 'simulator',
	redirect_uri: redirectUri,
	scope: 'openid offline_access https://api.partner.microsoft.com/.default',
	state: 'state & "quotes"',
	code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
	code_challenge_method: 'S256',
};

type Form = Record<string, string>;

export function authorizeUrl(parameters: Form = {}): string {
	const query = new URLSearchParams({ ...authorizeParameters, ...parameters });
	return `${simulator.url}/organizations/oauth2/v2.0/authorize?${query.toString()}`;
}

/** Where the browser is sent after a press of the button. */
export async function redirected(choice: 'signIn' | 'cancel', parameters: Form = {}): Promise<URL> {
	const response = await fetch(authorizeUrl(), {
		method: 'POST',
		redirect: 'manual',
		body: new URLSearchParams({
			...authorizeParameters,
			user: 'someone@contoso.com',
			...parameters,
			choice,
		}),
	});
	expect(response.status).toBe(302);
	return new URL(response.headers.get('location') ?? '');
}

export async function signInCode(): Promise<string> {
	return (await redirected('signIn')).searchParams.get('code') ?? '';
}

export async function token(form: Form): Promise<{ status: number; body: unknown }> {
	const response = await fetch(`${simulator.url}/organizations/oauth2/v2.0/token`, {
		method: 'POST',
		body: new URLSearchParams({
			client_id: 'simulator',
			client_secret: simulatorClientSecret,
			...form,
		}),
	});
	return { status: response.status, body: await response.json() };
}

export function redeem(code: string, form: Form = {}): Promise<{ status: number; body: unknown }> {
	return token({
		grant_type: 'authorization_code',
		code,
		redirect_uri: redirectUri,
		code_verifier: codeVerifier,
		...form,
	});
}

export function refresh(
	refreshToken = '',
	form: Form = {},
): Promise<{ status: number; body: unknown }> {
	return token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...form });
}

export async function signedIn(): Promise<TokenSet> {
	return (await redeem(await signInCode())).body as TokenSet;
}

export async function apiStatus(accessToken: string): Promise<number> {
	const response = await fetch(`${simulator.url}/v1.0/engagements/referrals`, {
		headers: { Authorization: `Bearer ${accessToken}` },
	});
	return response.status;
}

export const failure = (error: string, code: number) => ({
	error,
	error_codes: [code],
	error_description: expect.stringMatching(`^AADSTS${code}: `) as string,
	timestamp: '2026-03-01 10:00:00Z',
	trace_id: expect.any(String) as string,
	correlation_id: expect.any(String) as string,
});

/** Sets how many seconds have passed since the simulator started. */
export function setElapsedSeconds(seconds: number): void {
	elapsedSeconds = seconds;
}
