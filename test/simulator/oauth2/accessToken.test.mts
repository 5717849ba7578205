import type { TokenSet } from './grants.mts';
import { apiStatus, refresh, setElapsedSeconds, simulator } from './signInFlow.mts';

describe('an access token', () => {
	test('of a sign-in without a browser is as good as any other', async () => {
		const { access_token, refresh_token } = simulator.signIn();
		expect(await apiStatus(access_token)).toBe(200);
		expect((await refresh(refresh_token)).status).toBe(200);
	});

	test('is refused after its lifetime', async () => {
		const { access_token } = simulator.signIn();
		setElapsedSeconds(599);
		expect(await apiStatus(access_token)).toBe(200);
		setElapsedSeconds(600);
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
