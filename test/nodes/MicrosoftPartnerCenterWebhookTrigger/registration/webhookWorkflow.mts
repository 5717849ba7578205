import type { INodeParameters } from 'n8n-workflow';

import { CredentialStore } from '../../../engine/credentialStore.mts';
import type { StoredCredential } from '../../../engine/credentials.mts';
import { WEBHOOKS_CREDENTIAL } from '../../../engine/nodes.mts';
import { PartnerCenter } from '../../../engine/partnerCenter.mts';
import { WebhookWorkflow } from '../../../engine/publishing.mts';
import type { Simulator } from '../../../simulator/simulator.mts';

export const CRM = {
	WebhookUrl: 'https://crm.contoso.com/hook?sig=secret',
	WebhookEvents: ['referral-created', 'invoice-ready'],
};

export let simulator: Simulator;
/** The credential for webhooks. */
export let webhooks: StoredCredential;

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
	simulator = partnerCenter.simulator;
});
beforeEach(() => {
	webhooks = partnerCenter.engine.credential(
		{ ...partnerCenter.credential.data, oauthTokenData: { ...simulator.signIn('webhooks') } },
		WEBHOOKS_CREDENTIAL,
	);
});
afterEach(() => {
	simulator.reset();
	simulator.registration = undefined;
});
afterAll(() => simulator.stop());

/** A workflow that registers by itself. */
export function automatic(parameters: INodeParameters = {}, webhookId?: string): WebhookWorkflow {
	const store = new CredentialStore(partnerCenter.credential, webhooks);
	return workflow(store, { registration: 'automatic', ...parameters }, webhookId);
}

/** A workflow whose node has no credential for webhooks. */
export function withoutCredential(parameters: INodeParameters = {}): WebhookWorkflow {
	return workflow(new CredentialStore(partnerCenter.credential), parameters);
}

function workflow(
	store: CredentialStore,
	parameters: INodeParameters,
	webhookId?: string,
): WebhookWorkflow {
	return new WebhookWorkflow(partnerCenter.engine, store, parameters, webhookId);
}

/** The methods of the requests that changed the registration, or tried to. */
export const writes = () =>
	simulator.registrationRequests.map(({ method }) => method).filter((method) => method !== 'GET');
