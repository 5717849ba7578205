import { authorizeParameters, authorizeUrl, redirectUri, redirected } from './signInFlow.mts';

describe('the sign-in page', () => {
	test('says that it is the simulator and carries the request along, escaped', async () => {
		const response = await fetch(
			authorizeUrl({ state: '"><script>alert(1)</script>', client_id: "<b>o'clock</b>" }),
		);
		const html = await response.text();

		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain('text/html');
		expect(html).toContain('Partner Center simulator. This is not a Microsoft sign-in page.');
		expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
		expect(html).toContain('&lt;b&gt;o&#39;clock&lt;/b&gt;');
		expect(html).not.toMatch(/<script|<b>/);
	});

	test('escapes the names of what it carries along as well', async () => {
		const html = await (await fetch(authorizeUrl({ '"><script>': 'x' }))).text();
		expect(html).toContain('name="&quot;&gt;&lt;script&gt;"');
		expect(html).not.toContain('<script');
	});

	test.each([
		['response_type', 'token'],
		['client_id', ''],
		['redirect_uri', ''],
		['redirect_uri', 'javascript:alert(1)'],
		['scope', ''],
		['code_challenge', ''],
		['code_challenge_method', 'plain'],
	])('refuses %s "%s" without a redirect', async (name, value) => {
		const asked = await fetch(authorizeUrl({ [name]: value }), { redirect: 'manual' });
		const pressed = await fetch(authorizeUrl(), {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams({ ...authorizeParameters, [name]: value, choice: 'signIn' }),
		});
		expect([asked.status, pressed.status]).toEqual([400, 400]);
		expect(await asked.text()).toContain(`&#39;${name}&#39;`);
	});

	test('redirects with a code and the state after Sign in', async () => {
		const { origin, pathname, searchParams } = await redirected('signIn');
		expect(origin + pathname).toBe(redirectUri);
		expect(searchParams.get('state')).toBe(authorizeParameters.state);
		expect(searchParams.get('code')).toBeTruthy();
		expect(searchParams.has('error')).toBe(false);
	});

	test('redirects with access_denied and the state after Cancel', async () => {
		const { searchParams } = await redirected('cancel');
		expect(Object.fromEntries(searchParams)).toEqual({
			error: 'access_denied',
			error_description: expect.stringContaining('AADSTS65004') as string,
			state: authorizeParameters.state,
		});
	});

	test('redirects with consent_required for an app whose consent is refused', async () => {
		const { searchParams } = await redirected('signIn', { client_id: 'no-consent-app' });
		expect(searchParams.get('error')).toBe('consent_required');
		expect(searchParams.has('code')).toBe(false);
	});

	test('keeps what the redirect address already asks for', async () => {
		const { searchParams } = await redirected('signIn', { redirect_uri: `${redirectUri}?a=1` });
		expect(searchParams.get('a')).toBe('1');
	});

	test('knows GET and POST only', async () => {
		expect((await fetch(authorizeUrl(), { method: 'PUT' })).status).toBe(405);
	});
});
