import type { Pointer } from '../../shared/referral/pointer';
import type { JsonObject, JsonValue } from '../../shared/values/reader';
import { findingIn } from './patchDocument';
import type { PatchDocument, PatchOperation } from './patchDocument';

/** A patch document in progress: each parameter adds its operations, in the order of the parameters. */
export class PatchDraft {
	private readonly operations: PatchDocument = [];

	/** Whether the value of one of its parameters was rejected. */
	isIncomplete = false;

	private readonly rows = new Map<Pointer, JsonObject>();

	/** Replaces the value at the pointer. */
	set(pointer: Pointer, value: JsonValue): void {
		this.add({ op: 'replace', path: pointer, value });
	}

	/** Adds an operation as it is. */
	add(operation: PatchOperation): void {
		this.operations.push(operation);
	}

	/** Appends a row to the list at the pointer. */
	append(list: Pointer, row: JsonObject): void {
		this.add({ op: 'add', path: `${list}/-`, value: row });
	}

	/** The row that several parameters fill in together; it is appended to the list at the pointer. */
	rowOf(list: Pointer): JsonObject {
		let row = this.rows.get(list);
		if (row === undefined) {
			row = {};
			this.rows.set(list, row);
			this.append(list, row);
		}
		return row;
	}

	get paths(): string[] {
		return this.operations.map(({ path }) => path);
	}

	some(matches: (operation: PatchOperation) => boolean): boolean {
		return this.operations.some(matches);
	}

	/** @throws {JsonPatchError} with the operation's index, if fast-json-patch finds it invalid */
	toDocument(): PatchDocument {
		const invalid = findingIn(this.operations);
		if (invalid) throw invalid;
		return [...this.operations];
	}
}
