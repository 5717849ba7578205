import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import { openBrowser, openPage } from '../editor/browser.mts';
import { Editor } from '../editor/editor.mts';
import { picture } from '../editor/picture.mts';
import { OWNER, type Workflow } from '../server/rest.mts';
import { Stage } from '../server/stage.mts';
import { workflowOf } from '../server/workflow.mts';
import { offersOf, PARAMETERS } from './operationParameters.mts';
import { steps } from './steps.mts';

export const title = 'In the editor, as a person';

/** n8n's own, which the README's pictures show where it is free. */
const USUAL_PORT = 5678;

/** An example of the simulator that is new. */
const SCHOOL = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';
/** One that is being worked on. */
const WAREHOUSE = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';

export async function suite(t: TestContext): Promise<void> {
	const stage = await Stage.open({ port: USUAL_PORT });
	t.after(() => stage.close());
	const { simulator } = stage;
	const page = await openPage(await openBrowser(t));
	const editor = new Editor(page, stage.n8n.url);

	const step = steps(t, page);

	await step('a new n8n is set up by its owner', async () => {
		await editor.setUp(OWNER);
		await stage.rest.signIn();
	});

	await step('a credential is filled in, connected on the sign-in page, and says so', async () => {
		const credential = await editor.newCredential('partner center');
		await credential.fillAll(stage.partnerCenter);

		const signIn = await credential.connect();
		match(await signIn.text(), /This is not a Microsoft sign-in page/);
		await signIn.signIn('jane.doe@contoso.com');

		match(await credential.connected(), /^Account connected/);
		await picture('credential', page, credential.dialog, { width: 1280, height: 1500 });
		deepEqual(
			simulator.tokenRequests.map(({ grantType, status }) => [grantType, status]),
			[['authorization_code', 200]],
		);
	});

	await step('the node panel finds the nodes, and lists what they do', async () => {
		await editor.newWorkflow();
		const found = await editor.search('partner center');
		const offers = await editor.choose(0, 15);

		deepEqual(found, ['Microsoft Partner Center', 'Microsoft Partner Center Webhook']);
		deepEqual(offers, [
			'On deal value changed',
			'On referral created',
			'On referral updated',
			'On status changed',
			'Create deal registration',
			'Update deal registration',
			'Add team member to referral',
			'Apply patch to referral',
			'Change status of referral',
			'Create referral',
			'Create or update referral',
			'Get referral',
			'Get many referrals',
			'Share referral with Microsoft',
			'Update referral',
			'Update deal value of referral',
		]);
	});

	await step('a referral is found in the list, gets a new status, and is output', async () => {
		const panel = await editor.add('Change status of referral');
		const entries = await panel.search('school', 1);
		await panel.pick('Example School');
		await panel.choose('substatus', 'Closed: Won');
		await panel.choose('substatus', 'Active: Accepted');
		await panel.execute();
		await panel.gives('Example School');

		deepEqual(entries, ['Learning platfo… | Example School | New | 8000 EUR']);
		const { status, substatus } = simulator.referral(SCHOOL);
		deepEqual([status, substatus], ['Active', 'Accepted']);
		await panel.showJson();
		await picture('change-status', page, panel.dialog, { height: 1000 });
	});

	await step('what the service refuses is said in its words', async () => {
		const panel = editor.panel;
		await panel.choose('substatus', 'New: Pending');
		await panel.execute();

		match(await panel.refusal(), /\(400 /);
		equal(simulator.referral(SCHOOL).substatus, 'Accepted');
	});

	await step('each operation shows and offers what belongs to it, and nothing else', async () => {
		const panel = editor.panel;
		for (const [resource, operations] of Object.entries(PARAMETERS)) {
			await panel.choose('resource', resource);
			for (const [operation, parameters] of Object.entries(operations)) {
				await panel.choose('operation', operation);
				await panel.shows(['Resource', 'Operation', ...parameters]);
				for (const [name, fields] of offersOf(resource, operation))
					await panel.offers(name, fields);
			}
		}
	});

	await step('a colleague is added, and an address that is none is refused by name', async () => {
		const panel = editor.panel;
		await panel.choose('resource', 'Referral');
		await panel.choose('operation', 'Add Team Member');
		await panel.search('warehouse', 1);
		await panel.pick('Fabrikam Inc');
		await panel.fill('email', 'john.roe');
		await panel.fill('firstName', 'John');
		await panel.fill('lastName', 'Roe');
		await panel.fill('phoneNumber', '0000000002');
		const sent = simulator.requests.length;
		await panel.execute();
		const refusal = await panel.refusal();

		equal(
			refusal,
			'"Email" must be one email address, such as jane.doe@contoso.com, not "john.roe". Nothing was sent. [item 0]',
		);
		equal(simulator.requests.length, sent);

		await panel.fill('email', 'john.roe@contoso.com');
		await panel.execute();
		await panel.gives('Fabrikam Inc');
		deepEqual(simulator.referral(WAREHOUSE).team[1], {
			email: 'john.roe@contoso.com',
			firstName: 'John',
			lastName: 'Roe',
			phoneNumber: '0000000002',
		});
		await panel.showJson();
		await picture('add-team-member', page, panel.dialog, { height: 1140 });
	});

	await step('a deal value is written, and another one is only previewed', async () => {
		const panel = editor.panel;
		await panel.choose('operation', 'Update Deal Value');
		await panel.fill('dealValue', '30000');
		await panel.execute();
		await panel.gives('Fabrikam Inc');
		equal(simulator.referral(WAREHOUSE).details.dealValue, 30000);
		await picture('update-deal-value', page, panel.dialog, { height: 1000 });

		await panel.fill('dealValue', '35000');
		await panel.addTo('Options', 'Preview');
		const sent = simulator.requests.length;
		await panel.execute();
		await panel.gives(/return=representation/);
		equal(simulator.requests.length, sent);
		await panel.toggle('preview');
	});

	await step(
		'rows are added to a list among the fields of Update, and sent as they are',
		async () => {
			const panel = editor.panel;
			await panel.choose('operation', 'Update');
			await panel.addTo('Update Fields', 'Add Team Members');
			await panel.addRow('addTeamMembers', 'Team Member');
			await panel.fill('email', 'row.one@contoso.com');
			await panel.addRow('addTeamMembers', 'Team Member');
			await panel.fill('email', 'row.two@contoso.com', { row: 1 });
			await panel.fill('firstName', 'Two', { row: 1 });
			await panel.addRow('addTeamMembers', 'List by Expression');
			await panel.fill('rows', '[{ "email": "row.three@contoso.com" }]');
			await panel.execute();
			await panel.gives('Fabrikam Inc');

			deepEqual(simulator.patches.at(-1)?.body, [
				{ op: 'add', path: '/team/-', value: { email: 'row.one@contoso.com' } },
				{ op: 'add', path: '/team/-', value: { email: 'row.two@contoso.com', firstName: 'Two' } },
				{ op: 'add', path: '/team/-', value: { email: 'row.three@contoso.com' } },
			]);

			await panel.fill('email', 'nobody', { row: 1 });
			await panel.execute();
			match(
				await panel.refusal(),
				/^"Add Team Members > Team Member 2 > Email" must be one email address/,
			);
			await panel.close();
		},
	);

	await step('the webhook trigger says what to register, and shows the URL', async () => {
		await editor.newWorkflow();
		await editor.search('partner center');
		await editor.choose(1, 4);
		const panel = await editor.add('On referral created');
		const text = await panel.webhookAddress();

		match(text, /Publish the workflow, then register the Production URL in Partner Center/);
		ok(text.includes(`${stage.n8n.url}/webhook/`), text);
	});

	await step('an example is imported and run on the canvas', async () => {
		await stage.adoptCredentials();
		const id = await stage.importExample('first-steps.json');
		simulator.touch(SCHOOL, (referral) => {
			referral.status = 'New';
			referral.substatus = 'Pending';
		});
		await editor.openWorkflow(id);
		await editor.execute('Add Jane to the team');

		equal(simulator.referral(SCHOOL).details.dealValue, 10000);
		const arrange = () => editor.zoomToFit();
		await picture('workflow', page, editor.canvas, { width: 1280, height: 680, top: 24, arrange });
	});

	await step(
		'an item that is refused leaves by the error output with the fields it came with',
		async () => {
			const id = await stage.rest.createWorkflow(stage.withCredentials(dealsToWrite()));
			await editor.openWorkflow(id);
			await editor.execute('Set deal value');
			const panel = await editor.openNode('Set deal value');
			await panel.showOutput('Error');
			await panel.gives(/must be a number/);
			await panel.gives('OPP-1002');
			await panel.showJson();
			await picture('error-output', page, panel.dialog, { height: 1000 });
		},
	);
}

/** Deals of a CRM, one of them with a value that can't be right. */
function dealsToWrite(): Workflow {
	const deals = [
		{ deal: 'OPP-1001', referralId: WAREHOUSE, value: 32000 },
		{ deal: 'OPP-1002', referralId: SCHOOL, value: '9.500,00' },
	];
	return workflowOf('Deal values from the CRM', deals, {
		name: 'Set deal value',
		parameters: {
			operation: 'updateDealValue',
			referralId: { __rl: true, mode: 'id', value: '={{ $json.referralId }}' },
			dealValue: '={{ $json.value }}',
		},
		onError: 'continueErrorOutput',
	});
}
