import { resolved } from '../engine/credentials.mts';
import type { CredentialData } from '../engine/credentials.mts';
import { Engine } from '../engine/engine.mts';
import { startSimulator } from '../simulator/simulator.mts';
import { ACCEPTED_ADDRESSES, REFUSED_ADDRESSES } from './addresses.mts';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.load();
});

const fields = (data: CredentialData) => resolved(engine.credentialType, data);

const CUSTOM = { cloud: 'custom', apiUrl: 'https://gateway.contoso.com' };

test('has the fields of the contract, and offers no other way to sign in', () => {
	const { properties, extends: parents } = engine.credentialType;

	expect(parents).toEqual(['oAuth2Api']);
	const shown = properties.filter(({ type }) => type !== 'hidden' && type !== 'notice');
	expect(shown.map(({ name }) => name)).toEqual(['cloud', 'tenantId', 'authorityUrl', 'apiUrl']);
	expect(
		Object.fromEntries(
			properties.filter(({ type }) => type === 'hidden').map((one) => [one.name, one.default]),
		),
	).toMatchObject({
		grantType: 'authorizationCode',
		usePkce: true,
		scope: 'openid offline_access https://api.partner.microsoft.com/.default',
		authentication: 'body',
	});
});

test.each([
	[{}, 'https://login.microsoftonline.com/organizations'],
	[
		{ cloud: 'global', tenantId: 'contoso.onmicrosoft.com' },
		'https://login.microsoftonline.com/contoso.onmicrosoft.com',
	],
	[
		{ cloud: 'usGovernment', tenantId: ' 00000000-1111-2222-3333-444444444444 ' },
		'https://login.microsoftonline.us/00000000-1111-2222-3333-444444444444',
	],
	[
		{ cloud: 'custom', authorityUrl: 'https://gateway.contoso.com/login/' },
		'https://gateway.contoso.com/login/organizations',
	],
])('signs in for %j at %s', async (data, tenant) => {
	expect(await fields(data)).toMatchObject({
		authUrl: `${tenant}/oauth2/v2.0/authorize`,
		accessTokenUrl: `${tenant}/oauth2/v2.0/token`,
	});
});

test.each(ACCEPTED_ADDRESSES)('signs in at the custom authority %s', async (authorityUrl) => {
	const { authUrl } = await fields({ ...CUSTOM, authorityUrl });

	expect(authUrl).toBe(`${authorityUrl.replace(/\/$/, '')}/organizations/oauth2/v2.0/authorize`);
	expect(() => new URL(authUrl as string)).not.toThrow();
});

test.each(REFUSED_ADDRESSES)(
	'neither address leads to the custom authority %j',
	async (authorityUrl) => {
		const { authUrl, accessTokenUrl } = await fields({ ...CUSTOM, authorityUrl });

		for (const url of [authUrl, accessTokenUrl] as string[]) {
			expect(url).toMatch(/^correct-the-authority-url-in-this-credential:/);
			expect(new URL(url).host).toBe('');
		}
	},
);

test.each(['', '..', '.', '../evil', 'a/b', 'a?b', 'a#b', 'a b', '@evil.com', 'a\\b', 'a%2fb'])(
	'a tenant %j never changes where the sign-in goes',
	async (tenantId) => {
		const { authUrl } = await fields({ cloud: 'global', tenantId });

		expect(authUrl).toBe(
			tenantId === ''
				? 'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize'
				: 'correct-the-tenant-id-in-this-credential:/oauth2/v2.0/authorize',
		);
	},
);

describe('the credential’s test', () => {
	test('is a GET of one referral, with the stored token', async () => {
		const simulator = await startSimulator();
		const credential = engine.credential({
			cloud: 'custom',
			apiUrl: simulator.url,
			authorityUrl: simulator.url,
			clientId: 'simulator',
			oauthTokenData: { ...simulator.signIn() },
		});

		expect(await engine.test(credential)).toBeUndefined();
		expect(
			simulator.requests.map(({ method, path, query, status }) => [method, path, query, status]),
		).toEqual([['GET', '/v1.0/engagements/referrals', { $top: '1' }, 200]]);
		await simulator.stop();
	});

	test('does not take the token along a redirect', async () => {
		const [simulator, elsewhere] = [await startSimulator(), await startSimulator()];
		simulator.fault({
			status: 307,
			headers: { Location: `${elsewhere.url}/v1.0/engagements/referrals` },
		});
		const credential = engine.credential({
			cloud: 'custom',
			apiUrl: simulator.url,
			authorityUrl: simulator.url,
			oauthTokenData: { ...simulator.signIn() },
		});

		expect(await engine.test(credential)).toBeDefined();
		expect(elsewhere.requests).toEqual([]);
		await Promise.all([simulator.stop(), elsewhere.stop()]);
	});

	test.each(['http://127.0.0.1.evil.com', 'http://localhost@evil.com'])(
		'does not go to %s',
		async (apiUrl) => {
			const credential = engine.credential({
				cloud: 'custom',
				apiUrl,
				authorityUrl: '',
				oauthTokenData: { access_token: 'token' },
			});

			expect(await engine.test(credential)).toMatch(/protocol/i);
		},
	);
});
