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
		...parameters,
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

test('where nobody listens, the message says that nothing was sent', async () => {
	const { error } = await partnerCenter.engine.run(
		partnerCenter.engine.credential({
			...partnerCenter.credential.data,
			apiUrl: `http://127.0.0.1:${await freePort()}`,
		}),
		{ parameters: { operation: 'updateDealValue', referralId: byId('r-1'), dealValue: 1 } },
	);

	expect(error?.message).toBe(
		'There was no connection to Partner Center, and nothing was sent (ECONNREFUSED) [item 0]',
	);
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

describe('no secret comes out', () => {
	const { access_token: accessToken, refresh_token: refreshToken } = {
		access_token: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
		refresh_token: '0.AXoA-refresh.token_of~the-user',
	};

	test.each(['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'] as const)(
		'even when the service repeats what it was sent (%s)',
		async (onError) => {
			partnerCenter.simulator.fault({
				status: 400,
				times: Infinity,
				headers: { 'Set-Cookie': 'session=cookie-of-the-session' },
				body: {
					error: {
						code: `Bearer ${accessToken}`,
						message: `Authorization: Bearer opaque-token-123, ${accessToken}, refresh_token=${refreshToken}&client_secret=${simulatorClientSecret}, "access_token":"opaque-token-456", Cookie: session=cookie-of-the-session`,
					},
				},
			});

			const { run: execution, error } = await partnerCenter.run(
				{ operation: 'updateDealValue', referralId: byId('r-1'), dealValue: 1 },
				{ node: { onError } },
			);

			const saved = JSON.stringify([execution, error]);
			for (const secret of [
				accessToken,
				refreshToken,
				'opaque-token',
				simulatorClientSecret,
				'cookie-of-the-session',
				String(
					(partnerCenter.credential.data.oauthTokenData as { access_token: string }).access_token,
				),
			]) {
				expect(saved).not.toContain(secret);
			}
			expect(saved).toContain('[removed]');
		},
	);
});

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
