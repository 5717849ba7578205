import { partnerCenter, run } from './failedChange.mts';

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
