import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { unknownFieldHint } from '../shared/parameters/outputHint';
import { poll } from './poll';
import { properties } from './settings';

export class MicrosoftPartnerCenterTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Partner Center Trigger',
		name: 'microsoftPartnerCenterTrigger',
		icon: {
			light: 'file:../../icons/partnerCenter.svg',
			dark: 'file:../../icons/partnerCenter.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a lead or opportunity appears or changes',
		defaults: { name: 'Microsoft Partner Center Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'microsoftPartnerCenterOAuth2Api', required: true }],
		hints: [unknownFieldHint],
		properties,
	};

	poll = poll;
}
