import { createHash, randomBytes } from 'node:crypto';
import { simulatorClientSecret, type Simulator, startSimulator } from '../simulator.mts';
import type { TokenSet } from './grants.mts';

const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';
const start = Date.parse('2026-03-01T10:00:00Z');

let simulator: Simulator;
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

const authorizeParameters = {
	response_type: 'code',
	client_id: 'simulator',
	redirect_uri: redirectUri,
	scope: 'openid offline_access https://api.partner.microsoft.com/.default',
	state: 'state & "quotes"',
	code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
	code_challenge_method: 'S256',
};

type Form = Record<string, string>;

function authorizeUrl(parameters: Form = {}): string {
	const query = new URLSearchParams({ ...authorizeParameters, ...parameters });
	return `${simulator.url}/organizations/oauth2/v2.0/authorize?${query.toString()}`;
}

/** Where the browser is sent after a press of the button. */
async function redirected(choice: 'signIn' | 'cancel', parameters: Form = {}): Promise<URL> {
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

async function signInCode(): Promise<string> {
	return (await redirected('signIn')).searchParams.get('code') ?? '';
}

async function token(form: Form): Promise<{ status: number; body: unknown }> {
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

function redeem(code: string, form: Form = {}): Promise<{ status: number; body: unknown }> {
	return token({
		grant_type: 'authorization_code',
		code,
		redirect_uri: redirectUri,
		code_verifier: codeVerifier,
		...form,
	});
}

function refresh(refreshToken = '', form: Form = {}): Promise<{ status: number; body: unknown }> {
	return token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...form });
}

async function signedIn(): Promise<TokenSet> {
	return (await redeem(await signInCode())).body as TokenSet;
}

async function apiStatus(accessToken: string): Promise<number> {
	const response = await fetch(`${simulator.url}/v1.0/engagements/referrals`, {
		headers: { Authorization: `Bearer ${accessToken}` },
	});
	return response.status;
}

const failure = (error: string, code: number) => ({
	error,
	error_codes: [code],
	error_description: expect.stringMatching(`^AADSTS${code}: `) as string,
	timestamp: '2026-03-01 10:00:00Z',
	trace_id: expect.any(String) as string,
	correlation_id: expect.any(String) as string,
});

describe('the sign-in page', () => {
	test('says that it is the simulator and carries the request along, escaped', async () => {
		const response = await fetch(
			authorizeUrl({ state: '"><script>alert(1)</script>', client_id: "<b>o'clock</b>" }),
		);
		const html = await response.text();

		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain('text/html');
		expect(html).toContain('Partner Center simulator: nobody signs in to Microsoft here.');
		expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
		expect(html).toContain('&lt;b&gt;o&#39;clock&lt;/b&gt;');
		expect(html).not.toMatch(/<script|<b>/);
	});

	test('escapes the names of what it carries along as well', async () => {
		const html = await (await fetch(authorizeUrl({ '"><script>': 'x' }))).text();
		expect(html).toContain('name="&quot;&gt;&lt;script&gt;"');
		expect(html).not.toContain('<script');
	});

	test.each([
		['response_type', 'token'],
		['client_id', ''],
		['redirect_uri', ''],
		['redirect_uri', 'javascript:alert(1)'],
		['scope', ''],
		['code_challenge', ''],
		['code_challenge_method', 'plain'],
	])('refuses %s "%s" without a redirect', async (name, value) => {
		const asked = await fetch(authorizeUrl({ [name]: value }), { redirect: 'manual' });
		const pressed = await fetch(authorizeUrl(), {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams({ ...authorizeParameters, [name]: value, choice: 'signIn' }),
		});
		expect([asked.status, pressed.status]).toEqual([400, 400]);
		expect(await asked.text()).toContain(`&#39;${name}&#39;`);
	});

	test('redirects with a code and the state after Sign in', async () => {
		const { origin, pathname, searchParams } = await redirected('signIn');
		expect(origin + pathname).toBe(redirectUri);
		expect(searchParams.get('state')).toBe(authorizeParameters.state);
		expect(searchParams.get('code')).toBeTruthy();
		expect(searchParams.has('error')).toBe(false);
	});

	test('redirects with access_denied and the state after Cancel', async () => {
		const { searchParams } = await redirected('cancel');
		expect(Object.fromEntries(searchParams)).toEqual({
			error: 'access_denied',
			error_description: expect.stringContaining('AADSTS65004') as string,
			state: authorizeParameters.state,
		});
	});

	test('redirects with consent_required for an app whose consent is refused', async () => {
		const { searchParams } = await redirected('signIn', { client_id: 'no-consent-app' });
		expect(searchParams.get('error')).toBe('consent_required');
		expect(searchParams.has('code')).toBe(false);
	});

	test('keeps what the redirect address already asks for', async () => {
		const { searchParams } = await redirected('signIn', { redirect_uri: `${redirectUri}?a=1` });
		expect(searchParams.get('a')).toBe('1');
	});

	test('knows GET and POST only', async () => {
		expect((await fetch(authorizeUrl(), { method: 'PUT' })).status).toBe(405);
	});
});

describe('the token endpoint', () => {
	test('gives tokens for a code, and the API takes them', async () => {
		const { status, body } = await redeem(await signInCode());
		expect(status).toBe(200);
		expect(body).toEqual({
			token_type: 'Bearer',
			scope: authorizeParameters.scope,
			expires_in: 600,
			access_token: expect.any(String) as string,
			refresh_token: expect.any(String) as string,
			id_token: expect.any(String) as string,
		});
		expect(await apiStatus((body as TokenSet).access_token)).toBe(200);
	});

	test('names the user in the id token', async () => {
		const { id_token } = await signedIn();
		const claims = Buffer.from(id_token?.split('.')[1] ?? '', 'base64url').toString();
		expect(JSON.parse(claims)).toMatchObject({ preferred_username: 'someone@contoso.com' });
	});

	test('gives no refresh token where offline_access was not asked for', async () => {
		const { searchParams } = await redirected('signIn', { scope: 'api/.default' });
		const { body } = await redeem(searchParams.get('code') ?? '');
		expect(Object.keys(body as TokenSet)).toEqual([
			'token_type',
			'scope',
			'expires_in',
			'access_token',
		]);
	});

	test.each([
		['an unknown code', { code: 'x' }, 400, 'invalid_grant', 9002313],
		['a wrong verifier', { code_verifier: 'x' }, 400, 'invalid_grant', 501481],
		['another redirect address', { redirect_uri: 'http://x/' }, 400, 'invalid_grant', 500112],
		['another client', { client_id: 'other' }, 400, 'invalid_grant', 700005],
		['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client', 7000215],
		['no secret', { client_secret: '' }, 401, 'invalid_client', 7000218],
		['no verifier', { code_verifier: '' }, 400, 'invalid_request', 900144],
		['no client id', { client_id: '' }, 400, 'invalid_request', 900144],
		['the password grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
		[
			'the client credentials grant',
			{ grant_type: 'client_credentials' },
			400,
			'unsupported_grant_type',
			70003,
		],
		['an invented grant', { grant_type: 'constructor' }, 400, 'unsupported_grant_type', 70003],
	])('refuses %s', async (_what, form, status, error, code) => {
		expect(await redeem(await signInCode(), form)).toEqual({ status, body: failure(error, code) });
	});

	const otherScopes = [
		'https://graph.microsoft.com/.default',
		'openid offline_access https://api.partnercenter.microsoft.com/.default',
		`${authorizeParameters.scope} https://graph.microsoft.com/.default`,
		'openid offline_access',
	];

	test.each(otherScopes)('refuses a code for another scope: %s', async (scope) => {
		expect(await redeem(await signInCode(), { scope })).toEqual({
			status: 400,
			body: failure('invalid_scope', 70011),
		});
	});

	test.each(otherScopes)(
		'refuses a refresh token for another scope, and it stays good for its own: %s',
		async (scope) => {
			const { refresh_token } = await signedIn();
			expect(await refresh(refresh_token, { scope })).toEqual({
				status: 400,
				body: failure('invalid_scope', 70011),
			});
			expect((await refresh(refresh_token)).status).toBe(200);
		},
	);

	test.each([
		authorizeParameters.scope,
		'https://api.partner.microsoft.com/.default  openid',
		'https://api.partner.microsoft.com/.default',
		'',
	])('takes a code and a refresh token for the scope that was consented: "%s"', async (scope) => {
		const redeemed = await redeem(await signInCode(), { scope });
		expect(redeemed.status).toBe(200);
		const { refresh_token } = redeemed.body as TokenSet;
		expect((await refresh(refresh_token, { scope })).status).toBe(200);
	});

	test('takes a code once', async () => {
		const code = await signInCode();
		await redeem(code);
		expect(await redeem(code)).toEqual({ status: 400, body: failure('invalid_grant', 54005) });
	});

	test('takes a code for ten minutes', async () => {
		const code = await signInCode();
		elapsedSeconds = 600;
		expect((await redeem(code)).body).toMatchObject({ error_codes: [70008] });
	});

	test('gives a new refresh token each time, and takes the old one no more', async () => {
		const first = await signedIn();
		const second = (await refresh(first.refresh_token)).body as TokenSet;

		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect(await refresh(first.refresh_token)).toEqual({
			status: 400,
			body: failure('invalid_grant', 700082),
		});
		expect((await refresh(second.refresh_token)).status).toBe(200);
	});

	test('refuses a refresh token of another client, which stays good for its own', async () => {
		const { refresh_token } = await signedIn();
		expect((await refresh(refresh_token, { client_id: 'other' })).body).toMatchObject({
			error_codes: [700005],
		});
		expect((await refresh(refresh_token)).status).toBe(200);
	});

	test('refuses a revoked refresh token', async () => {
		const { refresh_token } = await signedIn();
		simulator.revokeRefreshTokens();
		expect(await refresh(refresh_token)).toEqual({
			status: 400,
			body: failure('invalid_grant', 50173),
		});
	});

	test('answers a scripted refusal as often as scripted', async () => {
		simulator.tokenFault({ status: 503, error: 'temporarily_unavailable', description: 'Later.' });
		const { refresh_token } = simulator.signIn();
		expect(await refresh(refresh_token)).toMatchObject({
			status: 503,
			body: { error: 'temporarily_unavailable', error_description: 'Later.', error_codes: [] },
		});
		expect((await refresh(refresh_token)).status).toBe(200);
	});

	test('is recorded, apart from the API', async () => {
		const { refresh_token } = await signedIn();
		await refresh(refresh_token, { client_secret: 'x' });
		expect(simulator.requests).toEqual([]);
		expect(simulator.tokenRequests).toMatchObject([
			{ grantType: 'authorization_code', form: { redirect_uri: redirectUri }, status: 200 },
			{ grantType: 'refresh_token', form: { refresh_token }, status: 401 },
		]);
	});

	test('knows POST only', async () => {
		const response = await fetch(`${simulator.url}/contoso.com/oauth2/v2.0/token`);
		expect(response.status).toBe(405);
	});
});

describe('an access token', () => {
	test('of a sign-in without a browser is as good as any other', async () => {
		const { access_token, refresh_token } = simulator.signIn();
		expect(await apiStatus(access_token)).toBe(200);
		expect((await refresh(refresh_token)).status).toBe(200);
	});

	test('is refused after its lifetime', async () => {
		const { access_token } = simulator.signIn();
		elapsedSeconds = 599;
		expect(await apiStatus(access_token)).toBe(200);
		elapsedSeconds = 600;
		expect(await apiStatus(access_token)).toBe(401);
	});

	test('is refused once all were expired, a new one is not', async () => {
		const { access_token, refresh_token } = simulator.signIn();
		simulator.expireAccessTokens();
		expect(await apiStatus(access_token)).toBe(401);
		const renewed = (await refresh(refresh_token)).body as TokenSet;
		expect(await apiStatus(renewed.access_token)).toBe(200);
	});

	test('must be a known one', async () => {
		expect(await apiStatus('x')).toBe(401);
		const response = await fetch(`${simulator.url}/v1.0/engagements/referrals`);
		expect(response.status).toBe(401);
		expect(await response.json()).toMatchObject({ error: { code: 'unauthenticated' } });
	});
});
