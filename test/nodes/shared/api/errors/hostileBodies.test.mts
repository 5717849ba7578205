import { byId } from '../../../../engine/partnerCenter.mts';
import { simulatorClientSecret } from '../../../../simulator/simulator.mts';
import { partnerCenter, run } from '../failedChange.mts';

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

	expect(error?.message).toContain(`${message}. Partner Center did not accept`);
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
