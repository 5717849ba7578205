import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** One operation: its entry in the menu and the parameters that are its own. */
export interface Operation {
	option: INodePropertyOptions;
	fields: INodeProperties[];
}
