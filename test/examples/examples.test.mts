import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { resultOf } from '../engine/engine.mts';
import type { WorkflowToRun } from '../engine/engine.mts';
import { PartnerCenter } from '../engine/partnerCenter.mts';

const EXAMPLES = readdirSync('examples').filter((file) => file.endsWith('.json'));

const read = (file: string) =>
	JSON.parse(readFileSync(join('examples', file), 'utf8')) as WorkflowToRun & { name: string };

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

const isOurs = ({ type }: INode) => type.startsWith('n8n-nodes-microsoft-partner-center.');

test.each(EXAMPLES)('%s says what it does on a sticky note', (file) => {
	const { name, nodes } = read(file);

	expect(name).toMatch(/^Partner Center: /);
	expect(nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')).not.toEqual([]);
});

test.each(EXAMPLES)(
	'%s uses only parameters that the node has, and no stored credential',
	(file) => {
		const { properties } = partnerCenter.engine.nodeType.description;
		for (const node of read(file).nodes.filter(isOurs)) {
			const shown = (one: INodeProperties) =>
				NodeHelpers.displayParameter(
					node.parameters,
					one,
					node,
					partnerCenter.engine.nodeType.description,
				);
			const known = properties.filter(shown);

			expect(known.map(({ name }) => name)).toEqual(
				expect.arrayContaining(Object.keys(node.parameters)),
			);
			for (const { name, type, options = [] } of known.filter((one) => one.type === 'collection')) {
				expect([name, type, options.map((option) => option.name)]).toEqual([
					name,
					type,
					expect.arrayContaining(Object.keys((node.parameters[name] ?? {}) as object)),
				]);
			}
			expect(Object.values(node.credentials ?? {}).map(({ id }) => id)).toEqual(['']);
		}
	},
);

test('first-steps.json runs: a new deal value, an accepted referral, a new member', async () => {
	const workflow = read('first-steps.json');

	const run = await partnerCenter.engine.startWorkflow(partnerCenter.credential, workflow).finished;

	const [{ json }] = resultOf(run, 'Add Jane to the team').items;
	expect(partnerCenter.simulator.referral(json.id as string).details.notes).toBe(
		'Spoke with the customer: twelve seats more.',
	);
	expect(json).toMatchObject({ status: 'Active', substatus: 'Accepted', dealValue: 10000 });
	expect(partnerCenter.simulator.referral(json.id as string).team).toEqual([
		{
			email: 'jane.doe@contoso.com',
			firstName: 'Jane',
			lastName: 'Doe',
			phoneNumber: '0000000001',
		},
	]);
});
