import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import type { Chat } from '../editor/chat.mts';
import { openBrowser, openPage } from '../editor/browser.mts';
import { Editor } from '../editor/editor.mts';
import { ChatModel } from '../parties/chatModel.mts';
import { OWNER, type Workflow } from '../server/rest.mts';
import { Stage } from '../server/stage.mts';
import { steps } from './steps.mts';

export const title = 'As the tool of an AI agent, with human approval';

const WAREHOUSE = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';
const SCHOOL = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';
const RESIDENCES = '7a90b2d4-15c6-4ef3-8b27-d6e5f4039c12';

export async function suite(t: TestContext): Promise<void> {
	const model = await ChatModel.start();
	const stage = await Stage.openSetUp();
	t.after(async () => {
		model.stop();
		await stage.close();
	});
	const { rest, simulator } = stage;
	await stage.createCredential('openAiApi', 'OpenAI account', model.credential);
	const page = await openPage(await openBrowser(t));
	const editor = new Editor(page, stage.n8n.url);
	const step = steps(t, page);
	let chat: Chat;
	/** The answer of a tool is the list of its items. */
	const items = (answer: string) => JSON.parse(answer) as Record<string, unknown>[];

	await step(
		'n8n lists the node as a tool, with its parameters and a description of its own',
		async () => {
			const tool = await rest.nodeType(
				'n8n-nodes-microsoft-partner-center.microsoftPartnerCenterTool',
			);

			deepEqual(tool?.outputs, ['ai_tool']);
			const names = (tool.properties as { name: string }[]).map(({ name }) => name);
			for (const name of ['toolDescription', 'operation', 'referralId', 'dealValue'])
				ok(names.includes(name), name);
		},
	);

	await step(
		'two calls in one turn of the model get an answer each, and each its own',
		async () => {
			await editor.signIn(OWNER);
			await editor.openWorkflow(await stage.importExample('ai-agent-with-approval.json'));
			model.says(
				() => ({
					calls: [WAREHOUSE, RESIDENCES].map((referralId) => ({
						tool: 'Read_referral',
						args: { referralId },
					})),
				}),
				(answers) => ({ say: answers.map((answer) => items(answer)[0].name).join(' and ') }),
			);
			chat = await editor.openChat();
			await chat.say('What about Fabrikam?');
			await chat.hears(
				'Fabrikam moves its warehouse to Azure and Private deal with Fabrikam Residences',
			);

			equal(model.asked.length, 2);
			equal(simulator.patches.length, 0);
		},
	);

	await step('a change is made once a person has approved it, who sees its values', async () => {
		model.says(
			() => ({ calls: [{ tool: 'Read_referral', args: { referralId: WAREHOUSE } }] }),
			([answer]) => {
				const [{ eTag }] = items(answer);
				return {
					calls: [
						{
							tool: 'Change_deal_value',
							args: {
								toolParameters: { referralId: WAREHOUSE, dealValue: 31000, eTag },
								hitlParameters: {},
							},
						},
					],
				};
			},
			([answer]) => ({ say: `Done: ${JSON.stringify(answer)}` }),
		);
		await chat.say('Raise it.');
		await chat.asks();
		await chat.hears('31000');
		equal(simulator.patches.length, 0);
		await chat.approve();
		await chat.hears('Done');

		equal(simulator.referral(WAREHOUSE).details.dealValue, 31000);
		equal(simulator.patches.length, 1);
		match(String(simulator.patches[0].headers['if-match']), /^"/);
	});

	await step('what a person declines is not made', async () => {
		model.says(
			() => ({ calls: [{ tool: 'Read_referral', args: { referralId: RESIDENCES } }] }),
			([answer]) => ({
				calls: [
					{
						tool: 'Change_status',
						args: {
							toolParameters: {
								referralId: RESIDENCES,
								substatus: 'Lost',
								eTag: items(answer)[0].eTag,
							},
							hitlParameters: {},
						},
					},
				],
			}),
			([answer]) => ({ say: `Left as it is: ${answer}` }),
		);
		await chat.say('Close the other one as lost.');
		await chat.asks();
		await chat.decline();
		await chat.hears('Left as it is');

		equal(simulator.referral(RESIDENCES).substatus, 'Accepted');
		equal(simulator.patches.length, 1);
	});

	await step(
		'two changes in one turn are made once each, and a third one is rejected',
		async () => {
			await editor.openWorkflow(await rest.createWorkflow(await withoutApproval(stage)));
			const change = (referralId: string, dealValue: number) => ({
				tool: 'Change_deal_value',
				args: { referralId, dealValue, eTag: simulator.referral(referralId).eTag },
			});
			let answers: string[] = [];
			simulator.reset();
			model.says(
				() => ({
					calls: [change(WAREHOUSE, 27000), change(SCHOOL, -5), change(RESIDENCES, 4300)],
				}),
				(all) => {
					answers = all;
					return { say: 'Two of three.' };
				},
			);
			chat = await editor.openChat();
			await chat.say('27000, -5 and 4300.');
			await chat.hears('Two of three.');

			deepEqual(
				[answers[0], answers[2]].map((answer) => items(answer)[0].dealValue),
				[27000, 4300],
			);
			match(String(items(answers[1])[0].error), /^"Deal Value" must be a number of at least 0/);
			deepEqual(simulator.patches.map(({ referralId }) => referralId).sort(), [
				RESIDENCES,
				WAREHOUSE,
			]);
		},
	);
}

/** The example, but its assistant may set a deal value without asking. */
async function withoutApproval(stage: Stage): Promise<Workflow> {
	const workflow = await stage.example('ai-agent-with-approval.json');
	const { 'Read referral': toTheAssistant } = workflow.connections;
	return {
		...workflow,
		connections: { ...workflow.connections, 'Change deal value': toTheAssistant },
	};
}
