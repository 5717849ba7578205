import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { isHitlToolType } from 'n8n-workflow';

import { Examples, read } from './examples.mts';

const FILE = 'ai-agent-with-approval.json';
const AGENT = '@n8n/n8n-nodes-langchain.agent';
const TOOL = 'n8n-nodes-microsoft-partner-center.microsoftPartnerCenterTool';

describe('the tools', () => {
	const { nodes, connections } = read(FILE);
	const named = (wanted: string) => nodes.find(({ name }) => name === wanted)!;
	const tools = nodes.filter(({ type }) => type === TOOL);
	/** The nodes that use this one as a tool. */
	const users = ({ name }: INode) =>
		connections[name].ai_tool.flatMap((output) => output ?? []).map(({ node }) => named(node));
	const isReading = ({ parameters }: INode) =>
		['get', 'getAll'].includes(parameters.operation as string);
	const isPreview = ({ parameters }: INode) =>
		(parameters.options as INodeParameters | undefined)?.preview === true;
	const canWrite = (node: INode) => !isReading(node) && !isPreview(node);

	test.each(tools.filter(canWrite))(
		'$name, which can write, reaches the agent only through an approval',
		(node) => {
			const approvals = users(node);

			expect(approvals.map(({ type }) => isHitlToolType(type))).toEqual([true]);
			expect(approvals.flatMap(users).map(({ type }) => type)).toEqual([AGENT]);
		},
	);

	test.each(tools.filter((node) => !canWrite(node)))(
		'$name, which can’t write, is connected to the agent itself',
		(node) => {
			expect(users(node).map(({ type }) => type)).toEqual([AGENT]);
		},
	);

	test('they are all there: two that read, two that preview, three that write', () => {
		expect(tools.map(({ name }) => name)).toEqual([
			'Read referral',
			'Find referrals',
			'Preview deal value',
			'Preview status',
			'Change deal value',
			'Change status',
			'Share with Microsoft',
		]);
		expect(tools.filter(canWrite).map(({ name }) => name)).toEqual([
			'Change deal value',
			'Change status',
			'Share with Microsoft',
		]);
	});

	test('what decides whether a tool writes is not left to the model', () => {
		for (const { parameters } of tools) {
			const { resource, operation, options = {} } = parameters;
			expect(JSON.stringify({ resource, operation, options })).not.toMatch(/=|fromAI/);
		}
	});

	test.each([
		['Preview deal value', 'Change deal value'],
		['Preview status', 'Change status'],
	])('%s shows what %s would send', (preview, change) => {
		const said = ({ parameters }: INode) => ({
			...parameters,
			toolDescription: undefined,
			options: undefined,
		});

		expect(said(named(preview))).toEqual(said(named(change)));
	});

	test('the approval offers to decline, and never ends by waiting', () => {
		const { parameters } = nodes.find(({ type }) => isHitlToolType(type))!;

		expect(parameters.approvalOptions).toEqual({ values: { approvalType: 'double' } });
		expect(parameters.options).toEqual({});
	});

	test('the chat lets nodes answer, which asking for an approval in it needs', () => {
		expect(named('Chat message').parameters.options).toEqual({ responseMode: 'responseNodes' });
	});
});

describe('in n8n’s engine', () => {
	let examples: Examples;

	beforeEach(async () => {
		examples = await Examples.start();
	});
	afterEach(() => examples.stop());

	const referral = (fields = {}) => {
		const referralId = examples.partnerCenter.referral({
			status: 'Active',
			substatus: 'Accepted',
			...fields,
		});
		return { referralId, eTag: examples.partnerCenter.simulator.referral(referralId).eTag };
	};
	/** The model calls these tools one after the other, then answers. @returns what it was told, turn by turn */
	const chat = async (...calls: [tool: string, args: IDataObject][]): Promise<IDataObject[]> => {
		examples.edge.answer('model', ...calls.map(([tool, args]) => ({ call: { tool, args } })), {
			output: 'That is all.',
		});
		await examples.run(FILE, { chatInput: 'Raise Contoso to 12000.' });
		return examples.edge.received('model');
	};
	/** What the tool gave out that the model called before this turn. */
	const given = (turn: IDataObject) => (turn.results as { items: IDataObject[] }[])[0].items;

	test('the model gets its instructions and tools, and its answer appears in the chat', async () => {
		const gated = ['toolParameters', 'hitlParameters'];

		const [turn] = await chat();

		expect(turn).toMatchObject({
			chatInput: 'Raise Contoso to 12000.',
			options: { systemMessage: expect.stringContaining('Change_deal_value') as string },
		});
		const tools = turn.tools as { name: string; parameters: string[] }[];
		expect(Object.fromEntries(tools.map((tool) => [tool.name, tool.parameters]))).toEqual({
			Read_referral: ['referralId'],
			Find_referrals: ['status'],
			Preview_deal_value: ['referralId', 'dealValue', 'eTag'],
			Preview_status: ['referralId', 'substatus', 'eTag'],
			Change_deal_value: gated,
			Change_status: gated,
			Share_with_Microsoft: gated,
		});
		expect(examples.edge.received('chat')).toEqual([
			expect.objectContaining({ message: 'That is all.' }),
		]);
	});

	test('it finds and reads without approval', async () => {
		const { referralId } = referral({ name: 'Fabrikam’s network' });
		referral({ status: 'New', substatus: 'Pending' });

		const [, found, readOne] = await chat(
			['Find_referrals', { status: 'Active' }],
			['Read_referral', { referralId }],
		);

		expect(given(found).map(({ name }) => name)).toEqual(['Fabrikam’s network']);
		expect(given(readOne)).toEqual([expect.objectContaining({ id: referralId })]);
		expect(examples.edge.received('approval')).toEqual([]);
	});

	test('it previews without approval, and nothing is sent', async () => {
		const { referralId, eTag } = referral();

		const [, value, status] = await chat(
			['Preview_deal_value', { referralId, dealValue: 12000, eTag }],
			['Preview_status', { referralId, substatus: 'Won', eTag }],
		);

		expect(given(value)).toEqual([
			expect.objectContaining({
				preview: true,
				body: [{ op: 'replace', path: '/details/dealValue', value: '12000' }],
			}),
		]);
		expect(given(status)[0].headers).toMatchObject({ 'If-Match': eTag });
		expect(examples.edge.received('approval')).toEqual([]);
		expect(examples.partnerCenter.simulator.patches).toEqual([]);
	});

	test('a change is made when a person approves it, who is shown the tool and its values', async () => {
		const { referralId, eTag } = referral();
		examples.edge.answer('approval', { approved: true });

		const [, changed] = await chat(['Change_deal_value', { referralId, dealValue: 12000, eTag }]);

		const [{ message }] = examples.edge.received('approval');
		expect(message).toBe(
			`The assistant wants to run Change_deal_value with\n\n${JSON.stringify({ referralId, dealValue: 12000, eTag }, null, 2)}`,
		);
		expect(examples.partnerCenter.patchDocuments).toEqual([
			[{ op: 'replace', path: '/details/dealValue', value: '12000' }],
		]);
		expect(given(changed)).toEqual([expect.objectContaining({ dealValue: 12000 })]);
	});

	test('a deal is shared with Microsoft when a person approves it, once', async () => {
		const { referralId } = referral();
		const args = { referralId, assistanceRequestCode: 'QuotesOrLicensing', inviteNotes: '' };
		examples.edge.answer('approval', { approved: true }, { approved: true });

		const [, first, second] = await chat(
			['Share_with_Microsoft', args],
			['Share_with_Microsoft', args],
		);

		const outcomes = [first, second].flatMap((turn) => given(turn).map(({ outcome }) => outcome));
		expect(outcomes).toEqual(['created', 'unchanged']);
		const posts = examples.partnerCenter.simulator.requests.filter(
			({ method }) => method === 'POST',
		);
		expect(posts.map(({ body }) => body)).toMatchObject([
			{ inviteContext: { assistanceRequestCode: 'QuotesOrLicensing' } },
		]);
	});

	test.each([
		['declines', { approved: false }],
		['says nothing of the kind', {}],
	])('a change is not made when the person %s', async (_, decision) => {
		const { referralId, eTag } = referral();
		examples.edge.answer('approval', decision);

		const [, told] = await chat(['Change_status', { referralId, substatus: 'Won', eTag }]);

		expect(told.results).toEqual([{ declined: 'Change_status' }]);
		expect(examples.edge.received('approval')).toHaveLength(1);
		expect(examples.partnerCenter.simulator.requests).toEqual([]);
	});

	test('a change that was approved after another user’s change is rejected, and the model learns why', async () => {
		const { referralId, eTag } = referral();
		examples.partnerCenter.simulator.touch(referralId, ({ details }) => {
			details.dealValue = 7000;
		});
		examples.edge.answer('approval', { approved: true });

		const [, told] = await chat(['Change_status', { referralId, substatus: 'Won', eTag }]);

		expect(JSON.stringify(told.results)).toContain('(412');
		expect(examples.partnerCenter.simulator.referral(referralId).substatus).toBe('Accepted');
	});
});
