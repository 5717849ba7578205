import type { INode } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { resultOf } from '../engine/engine.mts';
import { Examples, EXAMPLES, isKnown, read } from './examples.mts';

let examples: Examples;

beforeAll(async () => {
	examples = await Examples.start();
});
afterAll(() => examples.stop());

const isTrigger = ({ type }: INode) => /trigger$|webhook$/i.test(type);

test.each(EXAMPLES.filter(isKnown))(
	'%s uses only parameters that its nodes have where they stand',
	(file) => {
		const { nodes } = read(file);
		const nodeTypes = examples.nodeTypesFor(nodes);
		for (const node of nodes) {
			const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			const { properties } = description;
			// n8n omits parameters that a node doesn't know, or doesn't show with the others.
			const parameters = NodeHelpers.getNodeParameters(
				properties,
				node.parameters,
				true,
				false,
				node,
				description,
			)!;
			const issues = NodeHelpers.getNodeParametersIssues(
				properties,
				{ ...node, parameters },
				description,
			);

			expect({ [node.name]: parameters }).toMatchObject({ [node.name]: node.parameters });
			expect({ [node.name]: issues }).toEqual({ [node.name]: null });
		}
	},
);

test.each(EXAMPLES)('%s has no stored credential, and addresses of examples only', (file) => {
	const { nodes } = read(file);
	const credentials = nodes.flatMap((node) => Object.values(node.credentials ?? {}));
	const addresses = JSON.stringify(nodes).match(/[\w.-]+@[\w-]+\.[\w.]+/g) ?? [];

	expect(credentials.map(({ id }) => id)).toEqual(credentials.map(() => ''));
	expect(
		addresses.filter((address) => !/@((contoso|fabrikam)\.com|odata\.bind)$/.test(address)),
	).toEqual([]);
});

test.each(EXAMPLES)('%s connects nodes that are there', (file) => {
	const { nodes, connections } = read(file);
	const targets = Object.values(connections)
		.flatMap((byType) => Object.values(byType))
		.flatMap((outputs) => outputs.flatMap((output) => output ?? []));
	const names = nodes.map(({ name }) => name);

	expect(new Set(names).size).toBe(names.length);
	expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
	expect(names).toEqual(expect.arrayContaining(targets.map(({ node }) => node)));
});

test.each(EXAMPLES)(
	'%s begins with a trigger, and every other node is reached from its triggers',
	(file) => {
		const { nodes, connections } = read(file);
		expect(isTrigger(nodes[0])).toBe(true);
		const linked = new Set(nodes.filter(isTrigger).map(({ name }) => name));
		// Main connections lead onwards; all others lead to the node that uses the one they begin at.
		for (let before = 0; before < linked.size; ) {
			before = linked.size;
			for (const [source, byType] of Object.entries(connections)) {
				for (const [type, outputs] of Object.entries(byType)) {
					for (const { node } of outputs.flatMap((output) => output ?? [])) {
						const [from, to] = type === 'main' ? [source, node] : [node, source];
						if (linked.has(from)) linked.add(to);
					}
				}
			}
		}

		const used = nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
		expect([...linked].sort()).toEqual(used.map(({ name }) => name).sort());
	},
);

test.each(EXAMPLES)('%s names in its expressions nodes that are there', (file) => {
	const { nodes } = read(file);
	const named = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);

	expect(nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
});

test.each(EXAMPLES.filter((file) => file !== 'first-steps.json'))(
	'%s sends what fails somewhere, rather than stop without a word',
	(file) => {
		const { nodes, connections } = read(file);
		const ours = nodes.filter(
			({ type }) => type === 'n8n-nodes-microsoft-partner-center.microsoftPartnerCenter',
		);

		for (const { name, onError } of ours) {
			expect([name, onError]).toEqual([name, 'continueErrorOutput']);
			expect(connections[name].main[1]).toHaveLength(1);
		}
	},
);

test('first-steps.json runs: a new deal value, an accepted referral, a new member', async () => {
	const { simulator } = examples.partnerCenter;
	const id = examples.partnerCenter.referral({
		id: '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21',
		team: [],
	});

	const run = await examples.run('first-steps.json', {});

	const [{ json }] = resultOf(run, 'Add Jane to the team').items;
	expect(json).toMatchObject({ id, status: 'Active', substatus: 'Accepted', dealValue: 10000 });
	expect(simulator.referral(id).details.notes).toBe('Spoke with the customer: twelve seats more.');
	expect(simulator.referral(id).team).toEqual([
		{
			email: 'jane.doe@contoso.com',
			firstName: 'Jane',
			lastName: 'Doe',
			phoneNumber: '0000000001',
		},
	]);
});
