import type * as N8nWorkflow from 'n8n-workflow';

/** An n8n before 2.34, as far as this node can tell: its errors forget what has caused them. */
function forgetCauses(): void {
	jest.resetModules();
	jest.doMock('n8n-workflow', () => {
		const usual = jest.requireActual<typeof N8nWorkflow>('n8n-workflow');
		class Forgetful extends usual.NodeOperationError {
			constructor(...given: ConstructorParameters<typeof usual.NodeOperationError>) {
				super(...given);
				Object.defineProperty(this, 'cause', { value: undefined });
			}
		}
		return { ...usual, NodeOperationError: Forgetful };
	});
}

test('where n8n keeps the service’s answers from a node, nothing is sent', async () => {
	forgetCauses();
	const { byId, PartnerCenter } = await import('../../../engine/partnerCenter.mts');
	const partnerCenter = await PartnerCenter.start();

	const { error } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(partnerCenter.referral()),
		dealValue: 5,
	});
	await partnerCenter.simulator.stop();

	expect(error?.message).toBe('This node needs n8n 2.40 or later');
	expect(partnerCenter.simulator.requests).toEqual([]);
});
