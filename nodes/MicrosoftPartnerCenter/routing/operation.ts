import type { INodePropertyOptions, INodePropertyRouting } from 'n8n-workflow';

import type { Check } from '../../shared/parameters/read';
import type { Field } from './field';

/** One operation: its entry in the menu, how it is sent, and the parameters that are its own. */
export interface Operation {
	option: INodePropertyOptions;
	request: RequestKind;
	fields: Field[];
}

/** What all operations have in common that are sent in the same way. */
export interface RequestKind {
	name: string;
	routing: Pick<INodePropertyRouting, 'request'>;
	/** The parameters before those that are the operation's own, and after them; options come last. */
	leading: Field[];
	trailing: Field[];
	options: Field[];
	/** What is left to do when all of them are in the request. */
	completed?: Check;
}

/** What operations work on. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Operation[];
	/** The operation that a new node begins with. */
	first: Operation;
}
