import type { TokenSet } from './grants.mts';
import {
	apiStatus,
	authorizeParameters,
	failure,
	redeem,
	redirectUri,
	redirected,
	refresh,
	setElapsedSeconds,
	signInCode,
	signedIn,
	simulator,
} from './signInFlow.mts';

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
		setElapsedSeconds(600);
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
