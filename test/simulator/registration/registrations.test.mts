import { type Simulator, startSimulator } from '../simulator.mts';

const CRM = { WebhookUrl: 'https://crm.contoso.com/hook', WebhookEvents: ['invoice-ready'] };
const OURS = { WebhookUrl: 'https://n8n.contoso.com/a', WebhookEvents: ['referral-created'] };

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.stop());

async function send(
	method: string,
	path = '',
	body?: object,
	{ access_token } = simulator.signIn('webhooks'),
): Promise<{ status: number; body: unknown }> {
	const response = await fetch(`${simulator.url}/webhooks/v1/registration${path}`, {
		method,
		headers: { Authorization: `Bearer ${access_token}` },
		body: body && JSON.stringify(body),
	});
	return { status: response.status, body: await response.json() };
}

test('a registration is created once, then only updated', async () => {
	expect((await send('GET')).status).toBe(404);
	expect((await send('PUT', '', OURS)).status).toBe(404);

	expect(await send('POST', '', CRM)).toMatchObject({ status: 200, body: CRM });
	expect(await send('POST', '', OURS)).toMatchObject({
		status: 409,
		body: { description: 'A registration already exists, please use PUT to update it.' },
	});
	expect(simulator.registration).toEqual(CRM);

	expect(await send('PUT', '', OURS)).toMatchObject({ status: 200, body: OURS });
	expect(await send('GET')).toEqual({ status: 200, body: OURS });
	expect(simulator.registrationRequests.map(({ method }) => method)).toEqual([
		...['GET', 'PUT', 'POST', 'POST', 'PUT', 'GET'],
	]);
});

test('nothing deletes a registration', async () => {
	simulator.registration = OURS;

	expect((await send('DELETE')).status).toBe(404);
	expect(simulator.registration).toEqual(OURS);
});

test.each([
	{},
	{ WebhookUrl: OURS.WebhookUrl },
	{ ...OURS, WebhookUrl: 'n8n' },
	{ ...OURS, WebhookEvents: [] },
	{ ...OURS, WebhookEvents: ['referral-deleted'] },
])('%j is not registered', async (body) => {
	expect((await send('POST', '', body)).status).toBe(400);
	expect(simulator.registration).toBeUndefined();
});

test('lists the events that can be registered for', async () => {
	expect((await send('GET', '/events')).body).toEqual(
		expect.arrayContaining(['referral-created', 'test-created', 'subscription-updated']),
	);
});

test('accepts only tokens for its own audience, as does the Referrals API', async () => {
	const referrals = async ({ access_token }: { access_token: string }) =>
		await fetch(`${simulator.url}/v1.0/engagements/referrals`, {
			headers: { Authorization: `Bearer ${access_token}` },
		});

	expect((await send('GET', '/events', undefined, simulator.signIn('referrals'))).status).toBe(401);
	expect((await referrals(simulator.signIn('webhooks'))).status).toBe(401);
	expect((await referrals(simulator.signIn('referrals'))).status).toBe(200);
});

test('a user without one of the roles for webhooks may do nothing', async () => {
	const tokens = simulator.signIn('webhooks', 'referrals-only@contoso.com');

	expect((await send('GET', '', undefined, tokens)).status).toBe(403);
	expect((await send('POST', '', OURS, tokens)).status).toBe(403);
	expect(simulator.registration).toBeUndefined();
});
