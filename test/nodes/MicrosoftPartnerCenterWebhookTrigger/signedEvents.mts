import type { INodeParameters } from 'n8n-workflow';

import { PartnerCenter } from '../../engine/partnerCenter.mts';
import { WebhookListener } from '../../engine/triggers.mts';
import type { EventSender } from '../../simulator/simulator.mts';

export let partnerCenter: PartnerCenter;
export let sender: EventSender;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
	sender = await partnerCenter.simulator.eventSender();
});
afterEach(() => {
	partnerCenter.simulator.reset();
	partnerCenter.credential.data.cloud = 'custom';
});
afterAll(() => partnerCenter.simulator.stop());

export const listener = (parameters: INodeParameters = {}) =>
	new WebhookListener(partnerCenter.engine, partnerCenter.credential, {
		options: { trustAnchor: sender.trustAnchor },
		...parameters,
	});

export const gets = () =>
	partnerCenter.simulator.requests.map(({ method, path }) => [method, path]);
