import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import { signedInClient } from '../../test/simulator/signedInClient.mts';
import type { Workflow } from '../server/rest.mts';
import { Stage } from '../server/stage.mts';
import { steps } from './steps.mts';

export const title = 'Registration of the webhook';

const SCHOOL = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';
const TRIGGER = 'Referral changed';
const WEBHOOKS = 'microsoftPartnerCenterWebhooksOAuth2Api';
/** The webhook ID in signed-event-to-mail.json. */
const HOOK = '7f3b8a61-52c4-4d0e-9b57-1a2c3d4e5f60';
const CRM = {
	WebhookUrl: 'https://crm.contoso.com/hook?sig=secret',
	WebhookEvents: ['referral-updated', 'invoice-ready'],
};

export async function suite(t: TestContext): Promise<void> {
	const stage = await Stage.openSetUp();
	t.after(() => stage.close());
	const { rest, simulator, mails, n8n } = stage;
	const step = steps(t);
	const { trustAnchor } = await simulator.eventSender();
	const url = `${n8n.url}/webhook/${HOOK}/webhook`;
	let credential = { id: '', name: '' };
	let automatic = '';
	let replacing = '';

	/** The example, with a node that registers by itself. */
	async function registering(parameters: object, webhookId = HOOK): Promise<string> {
		const workflow: Workflow = await stage.example('signed-event-to-mail.json');
		const [trigger] = workflow.nodes;
		const options = { trustAnchor };
		Object.assign(trigger.parameters, { registration: 'automatic', options }, parameters);
		trigger.credentials = { ...trigger.credentials, [WEBHOOKS]: credential };
		trigger.webhookId = webhookId;
		return await rest.createWorkflow(workflow);
	}

	const writes = () => simulator.registrationRequests.filter(({ method }) => method !== 'GET');

	await step('the credential for webhooks is connected with a scope of its own', async () => {
		const name = 'Webhooks';
		const id = await stage.createCredential(WEBHOOKS, name, stage.partnerCenter);
		const address = new URL(await rest.authorizeAddress(id));
		await stage.connect(id);

		equal(
			address.searchParams.get('scope'),
			'openid offline_access https://api.partnercenter.microsoft.com/.default',
		);
		credential = { id, name };
	});

	await step('publishing registers the Production URL, and events arrive there', async () => {
		automatic = await registering({ events: ['referral-updated'] });
		await rest.publish(automatic);
		deepEqual(simulator.registration, {
			WebhookUrl: url,
			WebhookEvents: ['referral-updated'],
			SignatureTokenToMsSignatureHeader: true,
		});

		await signedInClient(simulator).patch(SCHOOL, [
			{ op: 'replace', path: '/details/notes', value: 'Second call on Friday.' },
		]);
		const { subject } = await mails.arrived('Example School');
		equal(subject, 'referral-updated: Learning platform for Example School');
	});

	await step('a second workflow can’t be published, and the message says who has it', async () => {
		const second = await registering({}, crypto.randomUUID());

		await rejects(rest.publish(second), ({ message }: Error) =>
			message.includes(`already posts the events of this tenant to ${new URL(n8n.url).host}`),
		);
		await rest.unpublish(second);
		equal(simulator.registration?.WebhookUrl, url);
	});

	await step('the registration stays when the workflow is unpublished', async () => {
		simulator.reset();
		await rest.unpublish(automatic);

		deepEqual(writes(), []);
		equal(simulator.registration?.WebhookUrl, url);
	});

	await step('without the service, nothing is published', async () => {
		simulator.registrationFault({ status: 503, times: Infinity });

		await rejects(rest.publish(automatic), ({ message }: Error) =>
			message.includes('Partner Center could not process the request'),
		);
		await rest.unpublish(automatic);
		simulator.reset();
	});

	await step('a test run in the editor does not ask for the registration', async () => {
		simulator.registration = CRM;
		replacing = await registering({ replaceRegistration: true }, crypto.randomUUID());
		await rest.listenByHand(replacing, TRIGGER);

		deepEqual(simulator.registrationRequests, []);
	});

	await step('another registration is replaced; a test run and a restart keep that', async () => {
		await rest.publish(replacing);
		const replaced = simulator.registration;
		ok(replaced?.WebhookUrl.startsWith(n8n.url));
		simulator.reset();

		await rest.listenByHand(replacing, TRIGGER);
		simulator.registrationFault({ status: 503, times: Infinity });
		await n8n.stop();
		await n8n.start();
		const workflow = await rest.call<{ activeVersionId: string | null }>(
			'GET',
			`/rest/workflows/${replacing}`,
		);

		ok(workflow.activeVersionId);
		deepEqual([writes(), simulator.registration], [[], replaced]);
		simulator.reset();
	});

	await step('unpublishing it restores the other one', async () => {
		await rest.unpublish(replacing);
		deepEqual(simulator.registration, CRM);
		deepEqual(await rest.notes(replacing), { [`node:${TRIGGER}`]: {} });
	});

	await step('without the service, it is unpublished all the same', async () => {
		await rest.publish(replacing);
		simulator.registrationFault({ status: 503, times: Infinity });
		await rest.unpublish(replacing);
		simulator.reset();
		ok(simulator.registration?.WebhookUrl.startsWith(n8n.url));

		await rest.publish(replacing);
		await rest.unpublish(replacing);
		deepEqual(simulator.registration, CRM);
	});
}
