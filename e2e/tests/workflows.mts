import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import type { Workflow } from '../server/rest.mts';
import { workflowOf } from '../server/workflow.mts';
import { Stage } from '../server/stage.mts';
import { forms } from './forms.mts';
import { leadApproval } from './leadApproval.mts';

export const title = 'The example workflows, run for real';

/** Referrals of the simulator: a new one, and one that no one has changed for long. */
const SCHOOL = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';
const RESIDENCES = '7a90b2d4-15c6-4ef3-8b27-d6e5f4039c12';

export async function suite(t: TestContext): Promise<void> {
	const stage = await Stage.openSetUp();
	t.after(() => stage.close());
	const { rest, simulator, mails } = stage;

	await t.test('stale-opportunities.json: one email lists what has not changed', async () => {
		const id = await stage.importExample('stale-opportunities.json');
		const { status } = await rest.runByHand(id, 'Every night', 'Tell sales');

		equal(status, 'success');
		const { to, subject, text } = await mails.arrived('without a change for 30 days');
		deepEqual(
			[to, subject],
			['sales@contoso.com', 'Opportunities without a change for 30 days: 2'],
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

	await t.test('weekly-pipeline-report.json: one email has the totals and a table', async () => {
		const id = await stage.importExample('weekly-pipeline-report.json');
		const { status } = await rest.runByHand(id, 'Every Monday', 'Send the report');

		equal(status, 'success');
		const { to, subject, html } = await mails.arrived('Pipeline on');
		equal(to, 'sales@contoso.com');
		const open = simulator.referrals().filter((one) => one.status !== 'Closed');
		ok(subject.endsWith(`: ${open.length} open referrals`), subject);
		match(
			html,
			/<td>Active: Accepted<\/td><td align="right">1<\/td><td align="right">25,000 USD<\/td>/,
		);
		match(html, /<td>Fabrikam Residences<\/td><td>Active: Accepted<\/td>[^]*4,200.50 EUR/);
		equal(mails.mails.length, 0);
	});

	await leadApproval(t, stage);

	await forms(t, stage);

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
