import { resolved } from '../engine/credentials.mts';
import type { CredentialData, StoredCredential } from '../engine/credentials.mts';
import { Engine } from '../engine/engine.mts';
import { WEBHOOKS_CREDENTIAL } from '../engine/nodes.mts';
import { type Simulator, startSimulator } from '../simulator/simulator.mts';
import { ACCEPTED_ADDRESSES, REFUSED_ADDRESSES } from './addresses.mts';

let engine: Engine;
let simulator: Simulator;

beforeAll(async () => {
	[engine, simulator] = await Promise.all([Engine.load(), startSimulator()]);
});
afterEach(() => {
	simulator.reset();
});
afterAll(() => simulator.stop());

const credential = (data: CredentialData): StoredCredential =>
	engine.credential(data, WEBHOOKS_CREDENTIAL);

const fields = async (data: CredentialData) => await resolved(credential(data).type, data);

test('has the fields of the other credential, but the scope of the API for webhooks', async () => {
	const visible = ({ properties }: { properties: Array<{ type: string; name: string }> }) =>
		properties.filter(({ type }) => type !== 'hidden').map(({ name }) => name);
	const { type } = credential({});

	expect(type.extends).toEqual(['microsoftPartnerCenterOAuth2Api', 'oAuth2Api']);
	expect(visible(type)).toEqual(visible(engine.credentialType));
	expect(await fields({ cloud: 'usGovernment', tenantId: 'contoso.com' })).toMatchObject({
		grantType: 'authorizationCode',
		usePkce: true,
		authentication: 'body',
		authUrl: 'https://login.microsoftonline.us/contoso.com/oauth2/v2.0/authorize',
		accessTokenUrl: 'https://login.microsoftonline.us/contoso.com/oauth2/v2.0/token',
		scope: 'openid offline_access https://api.partnercenter.microsoft.com/.default',
	});
});

/** The address at which the test of the credential looks for the API. */
async function testedAddress(data: CredentialData): Promise<unknown> {
	const { request } = credential({}).type.test as { request: { baseURL: string } };
	const probe = { displayName: 'x', name: 'baseURL', type: 'hidden' as const };
	const expression = request.baseURL.replaceAll('$credentials', '$self');
	const { type } = credential({});
	const withProbe = {
		...type,
		properties: [...type.properties, { ...probe, default: expression }],
	};
	return (await resolved(withProbe, data)).baseURL;
}

test.each(['global', 'usGovernment'])('uses Microsoft’s address in the cloud %s', async (cloud) => {
	expect(await testedAddress({ cloud, apiUrl: 'https://gateway.contoso.com' })).toBe(
		'https://api.partnercenter.microsoft.com',
	);
});

test.each(ACCEPTED_ADDRESSES)('uses the custom API at %s', async (apiUrl) => {
	const data = { cloud: 'custom', authorityUrl: 'https://login.contoso.com', apiUrl };

	expect(await testedAddress(data)).toBe(apiUrl.replace(/\/$/, ''));
});

test.each(REFUSED_ADDRESSES)('the custom API is never at %j', async (apiUrl) => {
	const data = { cloud: 'custom', authorityUrl: 'https://login.contoso.com', apiUrl };

	expect(await testedAddress(data)).toBe('correct-the-api-url-in-this-credential:');
});

describe('the credential’s test', () => {
	const connected = (oauthTokenData: object, apiUrl = simulator.url) =>
		credential({
			cloud: 'custom',
			apiUrl,
			authorityUrl: simulator.url,
			clientId: 'simulator',
			oauthTokenData: { ...oauthTokenData },
		});

	test('reads the list of events, so that it succeeds without a registration', async () => {
		expect(await engine.test(connected(simulator.signIn('webhooks')))).toBeUndefined();

		expect(
			simulator.registrationRequests.map(({ method, path, status }) => [method, path, status]),
		).toEqual([['GET', '/webhooks/v1/registration/events', 200]]);
	});

	test('fails for a user without one of the roles', async () => {
		const tokens = simulator.signIn('webhooks', 'referrals-only@contoso.com');

		expect(await engine.test(connected(tokens))).toMatch(/403|forbidden/i);
	});

	test('does not take the token along a redirect', async () => {
		const elsewhere = await startSimulator();
		const Location = `${elsewhere.url}/webhooks/v1/registration/events`;
		simulator.registrationFault({ status: 307, headers: { Location } });

		expect(await engine.test(connected(simulator.signIn('webhooks')))).toBeDefined();
		expect(elsewhere.registrationRequests).toEqual([]);
		await elsewhere.stop();
	});

	test('sends nothing to an address that is not acceptable', async () => {
		const tokens = simulator.signIn('webhooks');

		expect(await engine.test(connected(tokens, 'http://localhost@evil.com'))).toMatch(/protocol/i);
	});
});
