/**
 * FullCalendar writes its rules into a `<style>` that it makes as soon as it is loaded, which the policy (`style-src 'self'`) rightly
 * refuses. It takes one that is there already, though, and of it only the sheet: given an element that is no style of HTML, with a
 * constructed sheet, it needs no exception from the policy. So this module comes before FullCalendar's.
 */
const rules = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];

const sheet = {
  cssRules: rules.cssRules,
  insertRule(rule: string): number {
    // Its icons are not used here, and a font within a rule is refused as well.
    return rule.startsWith('@font-face') ? -1 : rules.insertRule(rule, rules.cssRules.length);
  },
};

const place = document.createElementNS(null, 'style');
place.setAttribute('data-fullcalendar', '');
Object.defineProperty(place, 'sheet', { value: sheet });
document.head.append(place);
