import { partnerCenter, run } from '../failedChange.mts';

test('of a sign-in that Microsoft no longer accepts, the message says which credential to reconnect', async () => {
	partnerCenter.simulator.expireAccessTokens();
	partnerCenter.simulator.revokeRefreshTokens();

	const { error } = await run();

	expect(error?.message).toBe(
		'The credential "Partner Center" needs to be reconnected. Microsoft no longer accepts the stored sign-in [item 0]',
	);
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
			/^The client secret of the app has expired \(AADSTS7000222\)/,
		],
		[
			{
				status: 400,
				error: 'interaction_required',
				description: 'AADSTS50076: You must use multi-factor authentication.',
			},
			/multifactor authentication \(MFA\) again \(AADSTS50076\)/,
		],
		[
			{
				status: 401,
				error: 'invalid_client',
				description: 'AADSTS7000215: Invalid client secret provided.',
			},
			/did not accept the client secret.*\(AADSTS7000215\)/,
		],
		[
			{ status: 503, error: 'temporarily_unavailable', description: 'AADSTS90033: Transient.' },
			/temporarily unable to renew the token \(503 AADSTS90033\)/,
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
