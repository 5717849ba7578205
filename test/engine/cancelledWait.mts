import { byId, PartnerCenter } from './partnerCenter.mts';

/** Cancels an execution whose requests wait for 100 seconds; the process ends when nothing is left to do. */
async function cancelWaiting(): Promise<void> {
	const { engine, simulator, credential } = await PartnerCenter.start();
	simulator.fault({ status: 429, headers: { 'Retry-After': '100' }, times: Infinity });
	const { finished, cancel } = engine.start(credential, {
		parameters: {
			operation: 'updateDealValue',
			referralId: byId('={{ $json.id }}'),
			dealValue: 1,
		},
		items: Array.from({ length: 10 }, (_, index) => ({ id: `referral-${index}` })),
	});
	while (simulator.requests.filter(({ status }) => status === 429).length < 5) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	cancel();
	await finished.catch(() => undefined);
	await simulator.stop();
	console.log('canceled');
}

void cancelWaiting();
