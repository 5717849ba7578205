import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import { openBrowser, openPage } from '../editor/browser.mts';
import { FormPage } from '../editor/formPage.mts';
import type { Workflow } from '../server/rest.mts';
import { workflowOf } from '../server/workflow.mts';
import { FORM_USER, Stage } from '../server/stage.mts';

export const title = 'The example workflows, run for real';

/** Referrals of the simulator: new, active, and one that has not changed for a long time. */
const SCHOOL = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';
const WAREHOUSE = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';
const RESIDENCES = '7a90b2d4-15c6-4ef3-8b27-d6e5f4039c12';

const RESOURCE = 'https://api.partnercenter.microsoft.com/engagements/v1/referrals';

export async function suite(t: TestContext): Promise<void> {
	const stage = await Stage.openSetUp();
	t.after(() => stage.close());
	const { rest, simulator, mails } = stage;

	await t.test('stale-opportunities.json: one mail lists what nobody has touched', async () => {
		const id = await stage.importExample('stale-opportunities.json');
		const { status } = await rest.runByHand(id, 'Every night', 'Tell sales');

		equal(status, 'success');
		const { to, subject, text } = await mails.arrived('that nobody touched for 30 days');
		deepEqual(
			[to, subject],
			['sales@contoso.com', 'Opportunities that nobody touched for 30 days: 2'],
		);
		match(text, /Private deal with Fabrikam Residences \| Fabrikam Residences \| 4200.5 EUR/);
	});

	await t.test(
		'first-steps.json: a value is written, the referral accepted, a colleague added',
		async () => {
			const id = await stage.importExample('first-steps.json');
			const { status } = await rest.runByHand(
				id,
				"When clicking 'Execute workflow'",
				'Add Jane to the team',
			);

			equal(status, 'success');
			const { details, substatus, team } = simulator.referral(SCHOOL);
			deepEqual(
				[details.dealValue, substatus, team.map(({ email }) => email)],
				[10000, 'Accepted', ['jane.doe@contoso.com']],
			);
		},
	);

	await t.test('webhook-event-to-mail.json: an event becomes a mail', async () => {
		const id = await stage.importExample('webhook-event-to-mail.json');
		await rest.activate(id);
		const post = await stage.webhook('partner-center-event');
		await post({
			EventName: 'referral-updated',
			ResourceUri: `${RESOURCE}/${WAREHOUSE}`,
			ResourceName: 'referral',
		});

		const { to, subject, text } = await mails.arrived('Fabrikam moves its warehouse');
		deepEqual(
			[to, subject],
			['sales@contoso.com', 'Fabrikam moves its warehouse to Azure: Active, Accepted'],
		);
		match(text, /^referral-updated\n[^]*Customer: Fabrikam Inc\n[^]*Deal value: 25000 USD/);
	});

	await t.test(
		'webhook-event-to-mail.json: a referral that can’t be read leaves by the error output',
		async () => {
			const post = await stage.webhook('partner-center-event');
			await post({
				EventName: 'referral-updated',
				ResourceUri: `${RESOURCE}/00000000-0000-4000-8000-000000000000`,
				ResourceName: 'referral',
			});

			const { to, text } = await mails.arrived('could not be read: referral-updated');
			equal(to, 'operations@contoso.com');
			match(text, /\(404 [^]*Request ID: /);
		},
	);

	await t.test(
		'add-team-member-form.json: the form adds a colleague, and its last page says so',
		async () => {
			const workflow = await stage.example('add-team-member-form.json');
			await rest.activate(await rest.createWorkflow(workflow));
			const page = await openPage(await openBrowser(t), FORM_USER);
			const form = new FormPage(page, `${stage.n8n.url}/form/${workflow.nodes[0].webhookId!}`);
			await form.open('Add a team member');
			const done = await form.send(
				{ Referral: RESIDENCES, Email: 'rowan@contoso.com', 'First name': 'Rowan' },
				'Done',
			);
			await form.open('Add a team member');
			const refused = await form.send(
				{ Referral: 'no-such-id', Email: 'rowan@contoso.com' },
				'Not added',
			);

			match(done, /rowan@contoso.com is on the team of Private deal with Fabrikam Residences/);
			deepEqual(simulator.referral(RESIDENCES).team.at(-1), {
				email: 'rowan@contoso.com',
				firstName: 'Rowan',
			});
			match(refused, /\(404 /);
		},
	);

	await t.test('items that fail leave by the error output, the others go on', async () => {
		const id = await rest.createWorkflow(stage.withCredentials(threeItems()));
		const { status, runs } = await rest.runByHand(id, 'Start', 'Write');

		equal(status, 'success');
		const [passed, failed] = runs.Write[0].outputs;
		deepEqual(
			passed.map(({ dealValue }) => dealValue),
			[4300, 4400],
		);
		equal(failed.length, 1);
		equal(failed[0].row, 2);
		match(String(failed[0].error), /^"Deal Value" must be .* \[item 1\]$/);
		ok((failed[0].errorDetails as { parameter: string }).parameter === 'Deal Value');
	});
}

/** Three changes of one referral, the second with a value that can't be right. */
function threeItems(): Workflow {
	const items = [4300, 'a lot', 4400].map((value, index) => ({ row: index + 1, value }));
	return workflowOf('Three items', items, {
		name: 'Write',
		parameters: {
			operation: 'updateDealValue',
			referralId: { __rl: true, mode: 'id', value: RESIDENCES },
			dealValue: '={{ $json.value }}',
		},
		onError: 'continueErrorOutput',
	});
}
