import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import type { EventSender } from '../../test/simulator/simulator.mts';
import { until } from '../machine/waiting.mts';
import { EVERY_FIVE_SECONDS } from '../server/pollTimes.mts';
import type { Workflow } from '../server/rest.mts';
import { Stage } from '../server/stage.mts';
import { workflowOf } from '../server/workflow.mts';
import { steps } from './steps.mts';

export const title = 'Triggers, and what survives a restart';

const SCHOOL = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';
const BAKERY = '3d1a5c70-84bb-4c2e-b1b7-9f2e60d4a815';
const WAREHOUSE = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';
const RESIDENCES = '7a90b2d4-15c6-4ef3-8b27-d6e5f4039c12';
const SHIPPING = 'e21c7f96-0d84-4b3a-a5f1-47d8c9b6e013';

/** Where signed-event-to-mail.json listens. */
const SIGNED = '7f3b8a61-52c4-4d0e-9b57-1a2c3d4e5f60/webhook';
const CHANGED = '2026-05-01T12:00:00Z';

export async function suite(t: TestContext): Promise<void> {
	const stage = await Stage.openSetUp();
	t.after(() => stage.close());
	const { rest, simulator, mails } = stage;
	const step = steps(t);
	let polling = '';
	let listening = '';
	let sender: EventSender;

	/** Polls that have asked since the last look. */
	const polled = async () => {
		simulator.reset();
		await until('a poll', () => simulator.requests.some(({ status }) => status === 200));
	};

	await step('the polling trigger records what exists, then reports a change once', async () => {
		const workflow = await stage.example('status-changes-to-mail.json');
		workflow.nodes[0].parameters.pollTimes = EVERY_FIVE_SECONDS;
		polling = await rest.createWorkflow(workflow);
		await rest.activate(polling);
		await polled();
		deepEqual([await rest.executions(polling), mails.mails], [[], []]);

		simulator.touch(SCHOOL, (referral) => {
			referral.status = 'Active';
			referral.substatus = 'Accepted';
		});
		const { to, subject } = await mails.arrived('Example School');
		await polled();
		await polled();

		deepEqual(
			[to, subject],
			['sales@contoso.com', 'Learning platform for Example School: Active, Accepted'],
		);
		deepEqual([(await rest.executions(polling)).length, mails.mails], [1, []]);
	});

	await step('run by hand, it shows the newest referral and moves nothing', async () => {
		const before = await rest.notes(polling);
		const { status } = await rest.runByHand(polling, 'Status changed', 'Tell sales');

		equal(status, 'success');
		await mails.arrived('Example School');
		deepEqual(await rest.notes(polling), before);
		ok(Object.keys(before).length > 0);
	});

	await step('after a restart it tells what changed meanwhile, and nothing again', async () => {
		await stage.n8n.stop();
		simulator.touch(BAKERY, (referral) => {
			referral.status = 'Closed';
			referral.substatus = 'Declined';
		});
		simulator.expireAccessTokens();
		await stage.n8n.start();
		const { subject } = await mails.arrived('solution provider page');
		await polled();
		await polled();

		equal(subject, 'Lead from the solution provider page: Closed, Declined');
		deepEqual(mails.mails, []);
		await rest.deactivate(polling);
	});

	await step('the webhook trigger starts one run for an event that is signed', async () => {
		sender = await simulator.eventSender();
		const workflow = await stage.example('signed-event-to-mail.json');
		workflow.nodes[0].parameters.options = { trustAnchor: sender.trustAnchor };
		listening = await rest.createWorkflow(workflow);
		await rest.activate(listening);
		const post = await stage.webhook(SIGNED);
		const { body, headers } = sender.signed(SCHOOL, { ResourceChangeUtcDate: CHANGED });
		const first = await post(body, headers);
		const { subject, text } = await mails.arrived('Example School');
		const again = await post(body, headers);

		equal(subject, 'referral-updated: Learning platform for Example School');
		match(text, new RegExp(`Changed: ${CHANGED}`));
		deepEqual([first.status, again.status], [200, 200]);
		deepEqual(
			(await rest.executed(listening, 1)).map(({ status }) => status),
			['success'],
		);
	});

	await step('what is forged is answered with 401, no detail, and starts nothing', async () => {
		const post = await stage.webhook(SIGNED);
		const { body, headers } = sender.signed(SHIPPING);
		const answers = [
			await post(body, { ...headers, authorization: 'Signature Zm9yZ2Vk' }),
			await post(body.replace('updated', 'created'), headers),
			await post(body, { 'content-type': 'application/json' }),
		];

		deepEqual(
			answers.map(({ status }) => status),
			[401, 401, 401],
		);
		deepEqual(await Promise.all(answers.map((answer) => answer.text())), ['', '', '']);
		equal((await rest.executions(listening)).length, 1);
	});

	await step('each change that a workflow makes comes back as an event', async () => {
		simulator.registration = {
			WebhookUrl: `${stage.n8n.url}/webhook/${SIGNED}`,
			WebhookEvents: ['referral-updated'],
		};
		const writing = await rest.createWorkflow(stage.withCredentials(twoWrites()));
		await rest.runByHand(writing, 'Start', 'Write');
		const subjects = [await mails.arrived('Fabrikam'), await mails.arrived('Fabrikam')];

		deepEqual(subjects.map(({ subject }) => subject).sort(), [
			'referral-updated: Fabrikam moves its warehouse to Azure',
			'referral-updated: Private deal with Fabrikam Residences',
		]);
		// One for the signed event, none for its copy and for what was forged.
		equal((await rest.executed(listening, 3)).length, 3);
		deepEqual(mails.mails, []);
	});
}

function twoWrites(): Workflow {
	return workflowOf('Two writes', [{ id: WAREHOUSE }, { id: RESIDENCES }], {
		name: 'Write',
		parameters: {
			operation: 'updateDealValue',
			referralId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			dealValue: 100,
		},
	});
}
