import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * One declaration file from those that tsc wrote: the modules that the entry reaches, without their imports and with
 * nothing exported but what the entry exports. It relies on names being unique among them; a clash fails the tests,
 * which compile the result.
 */
export function bundledDeclarations(folder, entry) {
  const modules = new Map();
  const visit = (name) => {
    if (modules.has(name)) return;
    const text = readFileSync(join(folder, `${name}.d.ts`), 'utf8');
    const source = ts.createSourceFile(`${name}.d.ts`, text, ts.ScriptTarget.Latest);
    modules.set(name, undefined);
    for (const { moduleSpecifier } of source.statements) {
      if (moduleSpecifier) visit(moduleSpecifier.text.replace(/^\.\/(.*)\.js$/, '$1'));
    }
    modules.set(name, source);
  };
  visit(entry);

  const exported = new Set();
  const parts = [];
  for (const [name, source] of modules) {
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement)) continue;
      if (ts.isExportDeclaration(statement)) {
        for (const element of statement.exportClause?.elements ?? []) exported.add(element.name.text);
        continue;
      }
      if (name === entry && statement.name) exported.add(statement.name.text);
      parts.push({ name: statement.name?.text ?? '', text: statement.getFullText(source).trim() });
    }
  }
  const used = reachable(parts, exported);
  const body = parts
    .filter((part) => used.has(part.name))
    .map((part) =>
      part.text.replace(
        /^export (declare )?/m,
        (_, declare) => (exported.has(part.name) ? 'export ' : '') + (declare ?? ''),
      ),
    );
  return `${body.join('\n\n')}\n\nexport {};\n`;
}

/** The exported names, and those that their declarations mention. */
function reachable(parts, exported) {
  const used = new Set(exported);
  for (let before = -1; before !== used.size;) {
    before = used.size;
    for (const { name, text } of parts) {
      if (used.has(name)) for (const [word] of text.matchAll(/\b[A-Za-z_]\w*\b/g)) used.add(word);
    }
  }
  return used;
}
