import { PRODUCTION_URL } from '../../../engine/publishing.mts';
import { automatic, CRM, simulator, withoutCredential, writes } from './webhookWorkflow.mts';

const EVENTS = ['referral-created', 'referral-updated'];

test('publishing registers the Production URL for the selected events', async () => {
	await automatic().publish();

	expect(simulator.registration).toEqual({
		WebhookUrl: PRODUCTION_URL,
		WebhookEvents: EVENTS,
		SignatureTokenToMsSignatureHeader: true,
	});
	expect(simulator.requests).toEqual([]);
});

test('the requests carry the IDs that Microsoft asks for', async () => {
	await automatic().publish();

	for (const { headers } of simulator.registrationRequests) {
		expect(headers['ms-requestid']).toMatch(/^[\da-f-]{36}$/);
		expect(headers['ms-correlationid']).toMatch(/^[\da-f-]{36}$/);
	}
});

test.each(['init', 'leadershipChange', 'update', 'activate', 'create'] as const)(
	'a registration that is as it should be is not sent again (%s)',
	async (activation) => {
		const workflow = automatic();
		await workflow.publish();
		simulator.reset();

		await workflow.publish(activation);

		expect(writes()).toEqual([]);
	},
);

test('publishing again is idempotent, although n8n unpublishes first', async () => {
	const workflow = automatic();
	await workflow.publish();
	const registered = simulator.registration;
	simulator.reset();

	await workflow.publishAgain();

	expect(writes()).toEqual([]);
	expect(simulator.registration).toEqual(registered);
});

test('a restart registers the URL again if the registration has disappeared', async () => {
	const workflow = automatic();
	await workflow.publish();
	simulator.registration = undefined;

	await workflow.publish('init');

	expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });
});

test('events of someone else at the same URL stay registered', async () => {
	simulator.registration = {
		WebhookUrl: 'HTTPS://n8n.contoso.com:443/webhook/hook/webhook',
		WebhookEvents: ['invoice-ready', 'referral-created'],
		SignatureTokenToMsSignatureHeader: false,
	};

	await automatic().publish();

	expect(writes()).toEqual(['PUT']);
	expect(simulator.registration).toEqual({
		WebhookUrl: PRODUCTION_URL,
		WebhookEvents: ['invoice-ready', 'referral-created', 'referral-updated'],
		SignatureTokenToMsSignatureHeader: false,
	});
});

test('an event that is no longer selected is removed, unless someone else has registered it', async () => {
	simulator.registration = { WebhookUrl: PRODUCTION_URL, WebhookEvents: ['referral-created'] };
	const workflow = automatic({ events: [...EVENTS, 'related-referral-created'] });
	await workflow.publish();

	await workflow.publishAgain({ events: ['related-referral-created'] });

	expect(simulator.registration).toEqual({
		WebhookUrl: PRODUCTION_URL,
		WebhookEvents: ['referral-created', 'related-referral-created'],
	});
});

test('a new address of n8n replaces the old one', async () => {
	const workflow = automatic();
	await workflow.publish();

	workflow.baseUrl = 'https://automation.contoso.com';
	await workflow.publish('init');

	expect(simulator.registration).toMatchObject({
		WebhookUrl: 'https://automation.contoso.com/webhook/hook/webhook',
		WebhookEvents: EVENTS,
	});
});

test('the registration stays when the workflow is unpublished, because nothing can delete it', async () => {
	const workflow = automatic();
	await workflow.publish();
	const registered = simulator.registration;
	simulator.reset();

	expect(await workflow.unpublish()).toBe(true);

	expect(simulator.registrationRequests).toEqual([]);
	expect(simulator.registration).toEqual(registered);
});

describe('the registration is neither read nor changed', () => {
	test.each([
		['none is there', undefined],
		['another URL is registered', CRM],
	])('by a test run from the editor (%s)', async (_name, registration) => {
		simulator.registration = registration;

		await automatic({ replaceRegistration: true }).testRun();

		expect(simulator.registrationRequests).toEqual([]);
		expect(simulator.registration).toBe(registration);
	});

	test('by a test run of a published workflow that has replaced another URL', async () => {
		simulator.registration = CRM;
		const workflow = automatic({ replaceRegistration: true });
		await workflow.publish();
		simulator.reset();

		await workflow.testRun();

		expect(simulator.registrationRequests).toEqual([]);
		expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });
		await workflow.unpublish();
		expect(simulator.registration).toEqual(CRM);
	});

	test('by a test run without the credential', async () => {
		await withoutCredential({ registration: 'automatic' }).testRun();

		expect(simulator.registrationRequests).toEqual([]);
	});

	test.each([{}, { registration: 'manual', replaceRegistration: true }])(
		'by a node with the parameters %j',
		async (parameters) => {
			const workflow = withoutCredential(parameters);

			await workflow.publish();
			await workflow.publishAgain();
			await workflow.unpublish();

			expect(simulator.registrationRequests).toEqual([]);
		},
	);
});
