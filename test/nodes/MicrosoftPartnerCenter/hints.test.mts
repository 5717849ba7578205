import { Workflow } from 'n8n-workflow';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Engine } from '../../engine/engine.mts';
import { withExpressions } from '../../engine/expressions.mts';
import { NODE, ourNode, PACKAGE } from '../../engine/nodes.mts';
import { startSimulator } from '../../simulator/simulator.mts';
import type { Simulator } from '../../simulator/simulator.mts';

let engine: Engine;
let simulator: Simulator;

beforeAll(async () => {
	[engine, simulator] = await Promise.all([Engine.load(), startSimulator()]);
});
afterAll(() => simulator.stop());

const PREVIEW = /changes nothing in Partner Center/;
const UNKNOWN_FIELD = /not a documented field of a referral/;

/** The hints that n8n's editor shows next to these parameters, with this input. */
async function hints(
	parameters: INodeParameters,
	input: IDataObject = {},
	type = NODE,
): Promise<string[]> {
	const node = ourNode({ parameters, type: `${PACKAGE}.${type}` });
	const { nodeTypes } = engine;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const isShown = (condition: string) =>
		workflow.expression.getParameterValue(
			condition,
			null,
			0,
			0,
			node.name,
			[{ json: input }],
			'manual',
			{},
		);
	return await withExpressions(workflow, () =>
		engine.packaged[type].description
			.hints!.filter(({ displayCondition }) => {
				const shown = isShown(displayCondition!);
				// The editor ignores a hint whose condition is anything else.
				expect(typeof shown).toBe('boolean');
				return shown;
			})
			.map(({ message }) => message),
	);
}

test.each([
	[{ operation: 'update', options: { preview: true } }, true],
	[{ operation: 'upsert', options: { preview: true } }, true],
	[{ resource: 'dealRegistration', operation: 'create', options: { preview: true } }, true],
	[{ operation: 'update', options: { preview: false } }, false],
	[{ operation: 'update', options: {} }, false],
	[{ operation: 'update' }, false],
	[{ operation: 'get', options: { preview: true } }, false],
	[{}, false],
])('with %j, a hint says that nothing was changed: %s', async (parameters, expected) => {
	expect(await hints(parameters as INodeParameters)).toEqual(
		expected ? [expect.stringMatching(PREVIEW)] : [],
	);
});

describe.each([NODE, 'microsoftPartnerCenterTrigger', 'microsoftPartnerCenterWebhookTrigger'])(
	'in %s',
	(type) => {
		const about = (outputFields: string, output = 'selected') =>
			hints({ output, outputFields }, { fields: 'name, dealValue' }, type);

		test.each([
			'dealValue',
			'Name',
			'name, details.dealvalue',
			'customerName',
			'customerProfile.adress.city',
			'team.email',
			'name.first',
			'={{ $json.fields }}',
		])('a hint warns of a name that no referral has: %j', async (outputFields) => {
			expect(await about(outputFields)).toEqual([expect.stringMatching(UNKNOWN_FIELD)]);
		});

		test.each([
			'',
			'name',
			' details.dealValue ,customerProfile.address.country, ',
			'team',
			'team.0',
			'team.10.email',
			'registrations.0.solutionDetails.1.marketplaceTransactionDetails',
			'details.requirements.solutions.0.anything.else',
			'customerProfile.ids.0.profileType',
			'links.self.uri',
		])('no hint warns of %j', async (outputFields) => {
			expect(await about(outputFields)).toEqual([]);
		});

		test('no hint warns of fields that are not used', async () => {
			expect(await about('dealValue', 'simplified')).toEqual([]);
		});

		test('no hint warns of what a referral of the service has', async () => {
			const [example] = simulator.referrals();
			const paths = pathsIn(example as unknown as IDataObject);

			expect(await about(paths.join(','))).toEqual([]);
		});
	},
);

/** The paths of all values in an object. */
function pathsIn(object: IDataObject): string[] {
	return Object.entries(object).flatMap(([key, value]) =>
		typeof value === 'object' && value !== null
			? [key, ...pathsIn(value as IDataObject).map((path) => `${key}.${path}`)]
			: [key],
	);
}
