import { collection } from '../routing/field';
import type { Field, PreSend } from '../routing/field';

/** Optional values of an operation. */
export function additionalFields(fields: Field[], ...further: PreSend[]): Field {
	return collection(
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			placeholder: 'Add Field',
		},
		fields,
		...further,
	);
}
