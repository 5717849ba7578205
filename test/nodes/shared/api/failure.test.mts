import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';
import { simulatorClientSecret } from '../../../simulator/simulator.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

const run = (parameters: object = {}) =>
	partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(partnerCenter.referral()),
		dealValue: 1,
		options: { maxRetries: 0 },
		...parameters,
	});

test('what no answer came for is not put into the service’s mouth', async () => {
	partnerCenter.simulator.fault({ connection: 'reset' });

	const { error } = await run();

	expect(error?.description).not.toContain('The service says');
});

test('a 401 with 900421 names multifactor authentication', async () => {
	partnerCenter.simulator.fault({ status: 401, shape: 'mfa', times: Infinity });

	const { error } = await run();

	expect(error?.message).toMatch(/multifactor authentication \(MFA\).*\(401 900421\) \[item 0\]$/);
	expect(error?.description).toContain('connect it again');
});

test('a 401 without it says to connect the credential again', async () => {
	partnerCenter.simulator.fault({ status: 401, times: Infinity });

	const { error } = await run();

	expect(error?.message).toContain('did not accept the sign-in');
	expect(error?.description).toContain('connect it again');
});

test('a 403 names the two roles', async () => {
	partnerCenter.simulator.fault({ status: 403 });

	const { error } = await run();

	expect(error?.description).toContain('"Referrals admin"');
	expect(error?.description).toContain('"Referrals user"');
});

test('a code that is nested in innerError counts, and is shown', async () => {
	partnerCenter.simulator.fault({
		status: 401,
		times: Infinity,
		body: {
			error: {
				code: 'unauthenticated',
				message: 'No.',
				innerError: { code: 900421, message: 'MFA' },
			},
		},
	});

	const { error } = await run();

	expect(error?.message).toContain('(401 900421)');
	expect(error?.description).toContain('No. MFA');
});

test('the field that the service names is passed on', async () => {
	partnerCenter.simulator.fault({
		status: 400,
		body: { error: { code: 'invalidRequest', message: 'No.', target: 'details.currency' } },
	});

	const { error } = await run();

	expect(error?.description).toContain('"details.currency"');
});

test('a broken body is no obstacle', async () => {
	partnerCenter.simulator.fault({ status: 400, body: { error: null, code: 7, data: [[]] } });

	const { error } = await run();

	expect(error?.message).toBe('Partner Center did not accept the change (400) [item 0]');
});

test.each(['reset', 'applied-then-reset'] as const)(
	'where the connection breaks (%s), the message says that the change may have been made',
	async (connection) => {
		partnerCenter.simulator.fault({ connection });

		const { error } = await run();

		expect(error?.message).toContain(
			'whether the change was made is unknown (ECONNRESET) [item 0]',
		);
		expect(error?.description).toContain('read the referral before you send it again');
	},
);

test.each([500, 502, 503, 504])(
	'after a %d, the message says that the change may have been made',
	async (status) => {
		partnerCenter.simulator.fault({ applied: status });

		const { error } = await run();

		expect(error?.message).toContain(`whether the change was made is unknown (${status}`);
		expect(error?.description).toContain('read the referral before you send it again');
	},
);

test('no answer within the time-out that the person set is said in the same way', async () => {
	partnerCenter.simulator.fault({ until: new Promise(() => undefined) });

	const { error } = await run({ requestOptions: { timeout: 50 } });

	expect(error?.message).toContain(
		'whether the change was made is unknown (ECONNABORTED) [item 0]',
	);
});

test('where nobody listens, the message says that nothing was changed', async () => {
	const { error } = await partnerCenter.engine.run(
		partnerCenter.engine.credential({
			...partnerCenter.credential.data,
			apiUrl: `http://127.0.0.1:${await freePort()}`,
		}),
		{
			parameters: {
				operation: 'updateDealValue',
				referralId: byId('r-1'),
				dealValue: 1,
				options: { maxRetries: 0 },
			},
		},
	);

	expect(error?.message).toBe('There was no connection to Partner Center (ECONNREFUSED) [item 0]');
	expect(error?.description).toContain('Nothing was changed.');
});

test('a redirect is not followed, wherever it leads', async () => {
	const elsewhere = await PartnerCenter.start();
	partnerCenter.simulator.fault({
		status: 307,
		headers: { Location: `${elsewhere.simulator.url}/v1.0/engagements/referrals/x` },
	});

	const { error } = await run();

	expect(error?.message).toContain('redirect');
	expect(elsewhere.simulator.requests).toEqual([]);
	await elsewhere.simulator.stop();
});

test('a credential that must be reconnected is said in n8n’s own words', async () => {
	partnerCenter.simulator.expireAccessTokens();
	partnerCenter.simulator.revokeRefreshTokens();

	const { error } = await run();

	expect(error?.message).toMatch(/reconnected.*\[item 0\]$/);
	expect(partnerCenter.simulator.patches).toHaveLength(1);
});

describe('a sign-in that can’t be renewed is said as such, and that nothing was changed', () => {
	test.each([
		[
			{
				status: 401,
				error: 'invalid_client',
				description: 'AADSTS7000222: The provided client secret keys are expired.\r\nTrace ID: x',
			},
			/client secret of the app has expired.*\(AADSTS7000222\)/,
		],
		[
			{
				status: 400,
				error: 'interaction_required',
				description: 'AADSTS50076: You must use multi-factor authentication.',
			},
			/multifactor authentication \(MFA\) again.*\(AADSTS50076\)/,
		],
		[
			{
				status: 401,
				error: 'invalid_client',
				description: 'AADSTS7000215: Invalid client secret provided.',
			},
			/sign-in could not be renewed.*\(AADSTS7000215\)/,
		],
		[
			{ status: 503, error: 'temporarily_unavailable', description: 'AADSTS90033: Transient.' },
			/could not be reached to renew the token.*\(503\)/,
		],
	])('%j', async (fault, message) => {
		partnerCenter.simulator.expireAccessTokens();
		partnerCenter.simulator.tokenFault({ ...fault, times: Infinity });

		const { error } = await run();

		expect(error?.message).toMatch(message);
		expect(error?.description).toContain('Nothing was changed.');
		expect(JSON.stringify(error)).not.toMatch(/may have been made|unknown/);
		expect(partnerCenter.simulator.patches).toHaveLength(1);
	});
});

test.each([
	{ error: { code: { toString: 1 }, message: 'No.' } },
	{ error: { code: [1], message: { a: 1 }, target: 5 } },
	{ code: 1, description: { toString: 1 } },
	{ code: null, description: null },
	{
		error: Array.from({ length: 1000 }).reduce<object>(
			(innerError) => ({ code: 'deep', innerError }),
			{},
		),
	},
	[],
	'\u0000\u202e',
	'eyJ-'.repeat(50_000),
])('a hostile or broken body (%#) ends in an item with its own fields, promptly', async (body) => {
	partnerCenter.simulator.fault({ status: 400, body });

	const { errorItems } = await partnerCenter.run(
		{ operation: 'updateDealValue', referralId: byId('r-1'), dealValue: 1 },
		{ items: [{ own: 'field' }], node: { onError: 'continueErrorOutput' } },
	);

	expect(errorItems).toHaveLength(1);
	expect(errorItems[0].json).toMatchObject({
		own: 'field',
		error: expect.stringMatching(/\(400.*\) \[item 0\]$/) as string,
	});
	expect(JSON.stringify(errorItems)).not.toMatch(/\[object|undefined|null/);
});

test('the service’s ordinary words are left as they are', async () => {
	const message =
		'Country code=DE, postal code: 98052, the Bearer token has no role, code: SolutionIdRequired';
	partnerCenter.simulator.fault({ status: 400, message });

	const { error } = await run();

	expect(error?.description).toContain(`The service says: "${message}".`);
});

describe('no secret comes out', () => {
	const accessToken = () =>
		(partnerCenter.credential.data.oauthTokenData as { access_token: string }).access_token;
	const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
	const refreshToken = '0.AXoA-refresh.token_of~the-user';

	test.each(['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'] as const)(
		'even when the service repeats what it was sent, wherever it puts it (%s)',
		async (onError) => {
			const repeated = [
				`Token '${accessToken()}' is not valid here`,
				`Authorization: Bearer ${accessToken()}, ${jwt}`,
				`Bearer%20${refreshToken}`,
				`refresh_token=${refreshToken}&client_secret=${simulatorClientSecret}`,
				`{\\"access_token\\":\\"opaque-token-456\\"}`,
				'Cookie: a=b; session=cookie-of-the-session',
			].join('; ');
			partnerCenter.simulator.fault({
				status: 400,
				times: Infinity,
				headers: {
					'Set-Cookie': 'session=cookie-of-the-session',
					'Request-ID': `Bearer ${accessToken()}`,
					'MS-RequestId': `Bearer ${accessToken()}`,
				},
				body: {
					error: { code: accessToken(), message: repeated, target: `Bearer ${accessToken()}` },
				},
			});

			const { run: execution, error } = await partnerCenter.run(
				{ operation: 'updateDealValue', referralId: byId('r-1'), dealValue: 1 },
				{ node: { onError } },
			);

			const saved = JSON.stringify([execution, error]);
			for (const secret of [
				accessToken(),
				jwt,
				refreshToken,
				'opaque-token',
				simulatorClientSecret,
				'cookie-of-the-session',
			]) {
				expect(saved).not.toContain(secret);
			}
			expect(saved).toContain('[removed]');
		},
	);

	test('nor from the headers of a success', async () => {
		partnerCenter.simulator.fault({
			status: 204,
			headers: {
				ETag: `"${accessToken()}"`,
				'Request-ID': accessToken(),
				'MS-RequestId': accessToken(),
			},
			body: '',
		});

		const { items } = await run({ returnRepresentation: false });

		expect(items[0].json).toEqual({ id: expect.any(String) as string, success: true });
	});
});

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
