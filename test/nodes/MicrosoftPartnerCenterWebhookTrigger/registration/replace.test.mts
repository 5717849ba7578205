import { PRODUCTION_URL } from '../../../engine/publishing.mts';
import { automatic, CRM, simulator, webhooks, writes } from './webhookWorkflow.mts';

const replacing = (webhookId?: string) => automatic({ replaceRegistration: true }, webhookId);

test('publishing fails if another URL is registered, and names its host only', async () => {
	simulator.registration = CRM;

	await expect(automatic().publish()).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: 'Partner Center already posts the events of this tenant to crm.contoso.com',
		description: expect.stringContaining('turn on "Replace Registration"') as string,
	});

	expect(writes()).toEqual([]);
	expect(simulator.registration).toEqual(CRM);
});

test('a restart fails, too, if another URL has been registered in the meantime', async () => {
	const workflow = automatic();
	await workflow.publish();
	simulator.registration = CRM;

	await expect(workflow.publish('init')).rejects.toThrow('crm.contoso.com');

	expect(simulator.registration).toEqual(CRM);
});

test('a second trigger of the same n8n fails, and the message says so', async () => {
	await automatic().publish();

	await expect(automatic({}, 'other').publish()).rejects.toMatchObject({
		message: 'Partner Center already posts the events of this tenant to n8n.contoso.com',
		description: expect.stringContaining('another trigger of this n8n') as string,
	});
});

test.each([
	CRM,
	{ ...CRM, SignatureTokenToMsSignatureHeader: true },
	{ ...CRM, SignatureTokenToMsSignatureHeader: false },
])(
	'another registration is replaced and, when the workflow is unpublished, restored: %j',
	async (crm) => {
		simulator.registration = crm;
		const workflow = replacing();

		await workflow.publish();
		expect(simulator.registration).toEqual({
			...crm,
			WebhookUrl: PRODUCTION_URL,
			WebhookEvents: ['referral-created', 'referral-updated'],
		});

		expect(await workflow.unpublish()).toBe(true);
		expect(simulator.registration).toEqual(crm);
		expect(writes()).toEqual(['PUT', 'PUT']);
		expect(workflow.staticData).not.toHaveProperty('registration');
	},
);

test('a restart keeps what is to be restored', async () => {
	simulator.registration = CRM;
	const workflow = replacing();
	await workflow.publish();

	await workflow.publish('init');
	await workflow.unpublish();

	expect(simulator.registration).toEqual(CRM);
});

test('so does another version of the workflow', async () => {
	simulator.registration = CRM;
	const workflow = replacing();
	await workflow.publish();

	await workflow.publishAgain();
	expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });
	await workflow.unpublish();

	expect(simulator.registration).toEqual(CRM);
});

test('so does a new address of n8n', async () => {
	simulator.registration = CRM;
	const workflow = replacing();
	await workflow.publish();

	workflow.baseUrl = 'https://automation.contoso.com';
	await workflow.unpublish();

	expect(simulator.registration).toEqual(CRM);
});

test.each([
	['another URL is registered', { ...CRM, WebhookUrl: 'https://other.contoso.com/' }],
	['there is no registration', undefined],
])('nothing is restored if by then %s', async (_name, registration) => {
	simulator.registration = CRM;
	const workflow = replacing();
	await workflow.publish();
	simulator.registration = registration;
	simulator.reset();

	expect(await workflow.unpublish()).toBe(true);

	expect(writes()).toEqual([]);
	expect(simulator.registration).toBe(registration);
	await workflow.unpublish();
	expect(writes()).toEqual([]);
});

describe('unpublishing succeeds although the registration can’t be restored, and the next time it is', () => {
	test.each([
		[
			'the service is down',
			() => {
				simulator.registrationFault({ status: 503 });
			},
		],
		[
			'the connection breaks',
			() => {
				simulator.registrationFault({ connection: 'reset' });
			},
		],
		[
			'the service rejects the change',
			() => {
				simulator.registrationFault({ when: ({ method }) => method === 'PUT', status: 400 });
			},
		],
		['the sign-in is revoked', () => (webhooks.data.oauthTokenData = { access_token: 'expired' })],
		['an address is not acceptable', () => (webhooks.data.apiUrl = 'http://evil.com')],
	])('%s', async (_name, breakIt) => {
		simulator.registration = CRM;
		const workflow = replacing();
		await workflow.publish();
		const { oauthTokenData, apiUrl } = webhooks.data;

		breakIt();
		expect(await workflow.unpublish()).toBe(false);
		expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });

		Object.assign(webhooks.data, { oauthTokenData, apiUrl });
		await workflow.publish();
		expect(await workflow.unpublish()).toBe(true);
		expect(simulator.registration).toEqual(CRM);
	});

	test('a restoration whose answer was lost is recognized', async () => {
		simulator.registration = CRM;
		const workflow = replacing();
		await workflow.publish();
		simulator.registrationFault({
			when: ({ method }) => method === 'PUT',
			connection: 'applied-then-reset',
		});

		expect(await workflow.unpublish()).toBe(true);
		expect(simulator.registration).toEqual(CRM);
		expect(workflow.staticData).not.toHaveProperty('registration');
	});
});
