import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { properties } from './settings';
import { webhook } from './webhook';

/**
 * The node does not register the URL in Partner Center: that requires another audience and other roles than the
 * credential's, and would replace an existing registration, because a tenant has one URL per event.
 */
const manualRegistration = {
	checkExists: async () => await Promise.resolve(true),
	create: async () => await Promise.resolve(true),
	delete: async () => await Promise.resolve(true),
};

export class MicrosoftPartnerCenterWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Partner Center Webhook Trigger',
		name: 'microsoftPartnerCenterWebhookTrigger',
		icon: {
			light: 'file:../../icons/partnerCenter.svg',
			dark: 'file:../../icons/partnerCenter.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when Partner Center posts an event about a referral',
		defaults: { name: 'Microsoft Partner Center Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'microsoftPartnerCenterOAuth2Api', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties,
	};

	webhookMethods = { default: manualRegistration };

	webhook = webhook;
}
