import * as N8nWorkflow from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

/** Loads a module as the nodes do, from which jest's registry of modules is hidden. */
declare const requireOnce: NodeJS.Require;

const loaded = requireOnce.cache[requireOnce.resolve('n8n-workflow')]!;

/** An n8n before 2.34, as far as this node can tell: its errors forget what has caused them. */
function forgetCauses(): void {
	class Forgetful extends N8nWorkflow.NodeOperationError {
		constructor(...given: ConstructorParameters<typeof N8nWorkflow.NodeOperationError>) {
			super(...given);
			Object.defineProperty(this, 'cause', { value: undefined });
		}
	}
	loaded.exports = { ...N8nWorkflow, NodeOperationError: Forgetful };
}

afterEach(() => {
	loaded.exports = N8nWorkflow;
});

test('where n8n keeps the service’s answers from a node, nothing is sent', async () => {
	forgetCauses();
	const partnerCenter = await PartnerCenter.start();

	const { error } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(partnerCenter.referral()),
		dealValue: 5,
	});
	await partnerCenter.simulator.stop();

	expect(error?.message).toBe('This node requires n8n 2.40.2 or later');
	expect(partnerCenter.simulator.requests).toEqual([]);
});
