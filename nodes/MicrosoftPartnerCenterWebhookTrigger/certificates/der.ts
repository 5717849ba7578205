/** A value in DER (ITU-T X.690): its identifier octet, its content, and all its bytes. */
export interface Element {
	tag: number;
	content: Buffer;
	bytes: Buffer;
}

/** The identifier octets of the types that certificates consist of. */
export const TAG = {
	boolean: 0x01,
	bitString: 0x03,
	octetString: 0x04,
	objectIdentifier: 0x06,
	sequence: 0x30,
	set: 0x31,
	context: (number: number) => 0x80 + number,
	constructedContext: (number: number) => 0xa0 + number,
} as const;

/**
 * The elements of which the bytes consist. This package reads so little of a certificate that a library would
 * multiply its size.
 *
 * @throws {RangeError} if the bytes are not DER: each value has exactly one encoding, and nothing follows the last one
 */
export function elementsIn(bytes: Buffer): Element[] {
	const elements: Element[] = [];
	for (let start = 0; start < bytes.length; start += elements.at(-1)!.bytes.length) {
		elements.push(firstElementIn(bytes.subarray(start)));
	}
	return elements;
}

/** The elements of a sequence or set. @throws {RangeError} if it is none */
export function membersOf(element: Element | undefined, tag: number = TAG.sequence): Element[] {
	return elementsIn(contentOf(element, tag));
}

/** The content of an element with the tag. @throws {RangeError} if it has another one */
export function contentOf(element: Element | undefined, tag: number): Buffer {
	if (element?.tag !== tag) throw new RangeError(`There is no element with the tag ${tag}`);
	return element.content;
}

/** An object identifier as its numbers with dots between them. @throws {RangeError} if it is none */
export function objectIdentifierIn(element: Element | undefined): string {
	const numbers: number[] = [];
	let number = 0;
	for (const byte of contentOf(element, TAG.objectIdentifier)) {
		number = number * 128 + (byte & 0x7f);
		if (byte < 0x80) {
			numbers.push(number);
			number = 0;
		}
	}
	const [first = 0, ...others] = numbers;
	const root = Math.min(Math.floor(first / 40), 2);
	return [root, first - root * 40, ...others].join('.');
}

function firstElementIn(bytes: Buffer): Element {
	const [tag, firstLength = 0] = bytes;
	// In the long form, the length's own length. Certificates are shorter than 64 kB.
	const lengthBytes = firstLength < 0x80 ? 0 : firstLength - 0x80;
	const isIndefinite = firstLength === 0x80;
	const start = 2 + lengthBytes;
	if (hasLongTag(tag) || isIndefinite || lengthBytes > 2 || bytes.length < start) throw notDer();
	const length = lengthBytes === 0 ? firstLength : bytes.readUIntBE(2, lengthBytes);
	const isShortest = length >= [0, 0x80, 0x100][lengthBytes];
	if (!isShortest || bytes.length < start + length) throw notDer();
	return {
		tag,
		content: bytes.subarray(start, start + length),
		bytes: bytes.subarray(0, start + length),
	};
}

function hasLongTag(tag: number): boolean {
	return (tag & 0x1f) === 0x1f;
}

function notDer(): RangeError {
	return new RangeError('The bytes are not DER');
}
