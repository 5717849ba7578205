import type { INodePropertyOptions, INodePropertyRouting } from 'n8n-workflow';

import type { Field, PreSend } from './field';

/** One operation: its entry in the menu, how it is sent, and the parameters that are its own. */
export interface Operation {
	option: INodePropertyOptions;
	request: RequestKind;
	fields: Field[];
}

/** What all operations that are sent in the same way have in common. */
export interface RequestKind {
	name: string;
	routing: Pick<INodePropertyRouting, 'request'>;
	/** The parameters before and after those of the operation; options come last. */
	leading: Field[];
	trailing: Field[];
	options: Field[];
	/** Completes the request after all parameters have been accepted. */
	complete?: PreSend;
}

/** What operations work on. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Operation[];
	/** The operation that is selected in a new node. */
	first: Operation;
}
