import ts from 'typescript';

/** One change to one file. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** What is changed into what, for people. */
  readonly change: string;
}

const SWAPS: Readonly<Partial<Record<ts.SyntaxKind, readonly string[]>>> = {
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-='],
  [ts.SyntaxKind.MinusEqualsToken]: ['+='],
};

const METHODS: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
]);

/** Every change that this script knows for a file; many do not compile, which is for the compiler to say. */
export const mutantsOf = (file: string, text: string): readonly Mutant[] => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const change = (node: ts.Node, replacement: string): void => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const before = text.slice(start, end);
    if (before === replacement) return;
    found.push({ file, line, start, end, replacement, change: `${brief(before)} -> ${brief(replacement)}` });
  };
  const condition = (node: ts.Expression): void => {
    change(node, 'true');
    change(node, 'false');
  };

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isIfStatement(node) || ts.isWhileStatement(node)) condition(node.expression);
    if (ts.isConditionalExpression(node)) condition(node.condition);
    if (ts.isBinaryExpression(node)) {
      for (const swap of SWAPS[node.operatorToken.kind] ?? []) change(node.operatorToken, swap);
      if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
        change(node, node.left.getText(source));
        change(node, node.right.getText(source));
      }
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      change(node, node.operand.getText(source));
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword) change(node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) change(node, 'true');
    if (ts.isNumericLiteral(node)) constant(node);
    if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
      const swap = METHODS.get(node.name.text);
      if (swap !== undefined && node.parent.expression === node) change(node.name, swap);
    }
    // With its comma, so that what is left is a list again.
    if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) without(property, node.properties.length);
    }
    if (ts.isExpressionStatement(node)) change(node, ';');
    if (ts.isReturnStatement(node) && node.expression !== undefined) change(node.expression, 'undefined');
    ts.forEachChild(node, visit);
  };

  const constant = (node: ts.NumericLiteral): void => {
    const value = Number(node.text.replaceAll('_', ''));
    change(node, value === 0 ? '1' : '0');
    if (value !== 0) change(node, String(value * 2));
  };
  const without = (property: ts.ObjectLiteralElementLike, siblings: number): void => {
    const start = property.getStart(source);
    const comma = /^\s*,/.exec(text.slice(property.getEnd()))?.[0].length ?? 0;
    if (comma === 0 && siblings > 1 && !text.slice(0, start).trimEnd().endsWith(',')) return;
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const removed = text.slice(start, property.getEnd());
    const end = property.getEnd() + comma;
    found.push({ file, line, start, end, replacement: '', change: `without ${brief(removed)}` });
  };

  visit(source);
  return found;
};

export const apply = (text: string, { start, end, replacement }: Mutant): string =>
  text.slice(0, start) + replacement + text.slice(end);

export const nameOf = ({ file, line, change }: Mutant): string => `${file}:${line}  ${change}`;

const brief = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
};
