import { byId, PartnerCenter } from './partnerCenter.mts';

/** Under Batching, stops with the first of four items, and would end with an unhandled rejection. */
async function stopUnderBatching(): Promise<void> {
	const partnerCenter = await PartnerCenter.start();
	const { error } = await partnerCenter.run(
		{
			operation: 'updateDealValue',
			referralId: byId('referral-1'),
			dealValue: '={{ $json.value }}',
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 20 } } },
		},
		{ items: [{ value: 'wrong' }, { value: 1 }, { value: 2 }, { value: 3 }] },
	);
	await partnerCenter.simulator.stop();
	console.log(`stopped: ${String(error?.message)}`);
}

void stopUnderBatching();
