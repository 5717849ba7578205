import type { INodeProperties, INodePropertyOptions, INodePropertyRouting } from 'n8n-workflow';

/** One operation: its entry in the menu, how it is sent, and the parameters that are its own. */
export interface Operation {
	option: INodePropertyOptions;
	request: RequestKind;
	fields: INodeProperties[];
}

/** What all operations have in common that are sent in the same way. */
export interface RequestKind {
	name: string;
	routing: INodePropertyRouting;
	/** The parameters before those that are the operation's own, and after them; options come last. */
	leading: INodeProperties[];
	trailing: INodeProperties[];
	options: INodeProperties[];
}

/** What operations work on. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Operation[];
	/** The operation that a new node begins with. */
	first: Operation;
}
