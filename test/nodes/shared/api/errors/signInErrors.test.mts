import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { CredentialData } from '../../../../engine/credentials.mts';
import { shortenWaits } from '../../../../shortWaits.mts';
import { freePort, partnerCenter, run } from '../failedChange.mts';

const tokenFault = (description: string, error = 'invalid_client') => ({
	status: 400,
	error,
	description: `${description}\r\nTrace ID: 1\r\nCorrelation ID: 2\r\nTimestamp: 2026-01-01 00:00:00Z`,
	times: Infinity,
});

/** Runs the node with a credential that differs in this. */
const runWith = (changed: CredentialData) =>
	partnerCenter.engine.run(
		partnerCenter.engine.credential({ ...partnerCenter.credential.data, ...changed }),
		{
			parameters: {
				operation: 'updateDealValue',
				referralId: byId(partnerCenter.referral()),
				dealValue: 1,
				options: { maxRetries: 0 },
			},
		},
	);

describe('a code of Microsoft Entra is explained, with what to do', () => {
	test.each([
		['AADSTS7000222', /^The client secret of the app has expired /, /Create a new client secret/],
		['AADSTS7000215', /did not accept the client secret/, /not its ID/],
		['AADSTS700016', /did not find the app/, /"Client ID" and "Tenant ID"/],
		['AADSTS90002', /did not find the tenant/, /"Tenant ID"/],
		['AADSTS50076', /multifactor authentication \(MFA\) again/, /complete MFA/],
		['AADSTS50079', /multifactor authentication \(MFA\) again/, /complete MFA/],
		['AADSTS53003', /Conditional Access policy blocked/, /sign-in logs/],
		['AADSTS65001', /does not have consent/, /Grant admin consent/],
		['AADSTS650057', /is not allowed to request tokens for Partner Center/, /"Microsoft Partner"/],
		['AADSTS70008', /The sign-in has expired/, /connect it again/],
		['AADSTS700082', /The sign-in has expired/, /90 days/],
		['AADSTS70043', /The sign-in has expired/, /sign-in frequency/],
		['AADSTS50173', /The sign-in was revoked/, /connect it again/],
		['AADSTS50126', /did not accept the user name or the password/, /password/],
		['AADSTS50057', /account of the signed-in user is disabled/, /enable or unlock/],
		['AADSTS50105', /not assigned to the app/, /assign the user/],
		['AADSTS99999', /did not accept the app that the credential names/, /"Client Secret"/],
	])('%s', async (code, message, description) => {
		partnerCenter.simulator.expireAccessTokens();
		partnerCenter.simulator.tokenFault(tokenFault(`${code}: In the words of Entra.`));

		const { error } = await run();

		expect(error?.message).toMatch(message);
		expect(error?.message).toMatch(new RegExp(` \\(${code}\\) \\[item 0\\]$`));
		expect(error?.description).toMatch(description);
		expect(error?.description).toContain('Microsoft Entra says: "In the words of Entra."');
		expect(error?.description).toContain('Nothing was changed.');
		expect(error?.description).not.toMatch(/Trace ID|Timestamp/);
		expect(partnerCenter.simulator.patches).toHaveLength(1);
	});
});

describe('what is transient in the sign-in is tried again, also for a change and a new referral', () => {
	shortenWaits();

	test.each([
		['a code', tokenFault('AADSTS90033: A transient error.', 'temporarily_unavailable')],
		['a code in a 503', { ...tokenFault('AADSTS90033: A transient error.'), status: 503 }],
		['an OAuth code', tokenFault('Later.', 'temporarily_unavailable')],
		['a 429', { ...tokenFault(''), status: 429, body: '{"message":"Too many requests"}' }],
		['a 429 in words', { ...tokenFault(''), status: 429, body: 'Too many requests' }],
		['a 503', { ...tokenFault(''), status: 503, body: '<h1>Service Unavailable</h1>' }],
		['a 500 without a body', { ...tokenFault(''), status: 500, body: '' }],
		['a lost connection', { ...tokenFault(''), connection: 'reset' as const }],
	])('%s', async (_name, fault) => {
		partnerCenter.simulator.expireAccessTokens();
		partnerCenter.simulator.tokenFault({ ...fault, times: 1 });

		const { error, items } = await run({ options: { maxRetries: 2 } });

		expect(error).toBeUndefined();
		expect(items[0].json.dealValue).toBe(1);
		expect(partnerCenter.simulator.tokenRequests.map(({ status }) => status)).toEqual([
			fault.status,
			200,
		]);
		expect(partnerCenter.simulator.patches.map(({ status }) => status)).toEqual([401, 401, 200]);
	});

	test('a new referral is created once', async () => {
		partnerCenter.simulator.expireAccessTokens();
		partnerCenter.simulator.tokenFault({
			...tokenFault('AADSTS90033: A transient error.', 'temporarily_unavailable'),
			times: 1,
		});

		const { error, items } = await partnerCenter.run({
			operation: 'create',
			inputMode: 'json',
			referralJson: {
				type: 'Independent',
				customerProfile: { name: 'Contoso', address: { country: 'US' } },
				consent: {},
				details: {
					requirements: { solutions: [{ id: 'SOL-1', name: 'Migration', type: 'Name' }] },
				},
			},
		});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		const statuses = partnerCenter.simulator.requests.map(({ status }) => status);
		expect(statuses.filter((status) => status !== 401)).toHaveLength(1);
	});

	test('but a definite answer is final', async () => {
		partnerCenter.simulator.expireAccessTokens();
		partnerCenter.simulator.tokenFault(tokenFault('AADSTS7000222: Expired.'));

		await run({ options: { maxRetries: 5 } });

		expect(partnerCenter.simulator.patches).toHaveLength(1);
	});
});

test('a sign-in is tried again no earlier than its service requests', async () => {
	partnerCenter.simulator.expireAccessTokens();
	partnerCenter.simulator.tokenFault({
		...tokenFault(''),
		status: 503,
		headers: { 'Retry-After': '1.5' },
		times: 1,
	});

	await run({ options: { maxRetries: 1 } });

	const [first, second] = partnerCenter.simulator.patches;
	expect(second.at - first.at).toBeGreaterThanOrEqual(1500);
});

describe('where n8n says no more than that the credential must be reconnected', () => {
	test.each(['AADSTS50076', 'AADSTS700082', 'AADSTS90033'])(
		'the usual causes are named, as with %s in an invalid_grant',
		async (code) => {
			partnerCenter.simulator.expireAccessTokens();
			partnerCenter.simulator.tokenFault(tokenFault(`${code}: In Entra's words.`, 'invalid_grant'));

			const { error } = await run();

			expect(error?.message).toBe(
				'The credential "Partner Center" needs to be reconnected. Microsoft no longer accepts the stored sign-in [item 0]',
			);
			expect(error?.description).toMatch(/^Open the credential and connect it again\. .*MFA.*/);
			expect(error?.description).toContain('Nothing was changed.');
		},
	);

	test('the same holds for a sign-in without a refresh token', async () => {
		const { error } = await runWith({ oauthTokenData: { access_token: 'x' } });

		expect(error?.message).toBe('Microsoft no longer accepts the stored sign-in [item 0]');
		expect(error?.description).toContain('connect it again');
	});
});

describe('a credential that was never connected says so, and how to connect it', () => {
	test.each([
		['without token data', undefined],
		['with empty token data', {}],
		['with an empty token', { access_token: '' }],
	])('%s', async (_name, oauthTokenData) => {
		const { error } = await runWith({ oauthTokenData: oauthTokenData as never });

		expect(error?.message).toBe('The credential has not been connected to Microsoft yet [item 0]');
		expect(error?.description).toMatch(/^Open the credential, select Connect, and sign in/);
		expect(partnerCenter.simulator.requests).toEqual([]);
	});
});

test('where no one listens at the authority, the message says where to look', async () => {
	const other = await PartnerCenter.start();
	const port = await freePort();
	const { error } = await runWith({
		apiUrl: other.simulator.url,
		authorityUrl: `http://127.0.0.1:${port}`,
	});
	await other.simulator.stop();

	expect(error?.message).toBe(
		'n8n could not renew the token, because Microsoft Entra did not respond (ECONNREFUSED) [item 0]',
	);
	expect(error?.description).toContain('"Authority URL"');
});
