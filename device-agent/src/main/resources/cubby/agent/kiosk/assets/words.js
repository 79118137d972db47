// Words of the cabinet's screen. One key a line; a test holds both languages together.
const words = {
  zh: {
    'brand': '小格 Cubby',
    'other-language': 'English',
    'loading': '请稍候…',
    'lost': '屏幕与柜机断开，正在重连…',
    'offline': '离线工作中，取件码照常可用',
    'collect': '取件',
    'collect-text': '请输入 8 位取件码',
    'digits': '已输入 {n} 位，共 8 位',
    'keypad': '数字键盘',
    'erase': '删除',
    'clear': '清空',
    'deliver': '存件',
    'deliver-text': '用手机扫一扫',
    'qr': '存件页面的二维码',
    'checking': '正在核对…',
    'opening': '正在打开 {n} 号门',
    'opening-text': '门马上弹开',
    'open': '{n} 号门开了',
    'open-text': '请取出物品，再把门关上',
    'refused': '这个取件码不能用',
    'refused-text': '请看清短信里的 8 位数字，再输一次',
    'wait': '请稍等再试',
    'wait-text': '{s} 秒后可以再输入',
    'not-opened': '{n} 号门没有打开',
    'not-opened-text': '物品仍在里面，取件码还能用。请再试一次，或在短信链接里反馈问题',
    'collected': '取件完成',
    'collected-text': '门已关好，谢谢',
    'still-seen': '{n} 号门里还有东西？',
    'still-seen-text': '传感器仍感应到物品。请再输一次取件码取出；已经取走了，请在短信链接里告诉我们',
    'unavailable': '现在不能开门',
    'unavailable-text': '没有做任何操作，请过一会儿再试',
    'forgot': '我落下东西了（{s} 秒）',
    'start': '返回',
    'front': '柜机正面（模拟）',
    'front-text': '您就是站在柜机前的人：点开着的格子放入或取出，点门关上。',
    'locked': '{n} 号门锁着。输入取件码或用手机开门；也可以在下面撬开。',
    'cannot': '{n} 号门现在做不到：可能被卡住，或者正在动作。',
    'door-closed': '{n} 号门，{size}，关着，锁住',
    'door-unlatched': '{n} 号门，{size}，锁已松开。拉开',
    'door-open': '{n} 号门，开着。关上',
    'put': '放入',
    'take': '取出',
    'put-into': '把物品放进 {n} 号门',
    'take-from': '从 {n} 号门取出物品',
    'panel': '制造故障',
    'network-out': '拔掉网线',
    'network-in': '插回网线',
    'door': '门',
    'pry': '撬开这扇门',
    'quarantined': '停用',
    'ajar': '未关',
    'fault.latch': '锁卡住',
    'fault.wire': '断线',
    'fault.bounce': '门感应抖动',
    'fault.wrong': '接错门',
    'fault.open': '门关不上',
    'fault.occupancy': '物品感应失灵',
    'fault.sensor': '门感应失灵',
    'fault.heat': '加热故障',
    'fault.board': '锁控板没反应',
  },
  en: {
    'brand': 'Cubby',
    'other-language': '中文',
    'loading': 'One moment…',
    'lost': 'Screen disconnected. Reconnecting…',
    'offline': 'Working offline: codes still open doors',
    'collect': 'Collect',
    'collect-text': 'Type your 8-digit code',
    'digits': '{n} of 8 digits',
    'keypad': 'Number keys',
    'erase': 'Erase',
    'clear': 'Clear',
    'deliver': 'Deliver here',
    'deliver-text': 'Scan with your phone',
    'qr': 'QR code of the delivery page',
    'checking': 'Checking…',
    'opening': 'Opening door {n}',
    'opening-text': 'It springs open in a moment',
    'open': 'Door {n} is open',
    'open-text': 'Take your item, then close the door',
    'refused': 'This code does not work',
    'refused-text': 'Check the 8 digits in your message and type them again',
    'wait': 'Please wait',
    'wait-text': 'You can type again in {s} seconds',
    'not-opened': 'Door {n} did not open',
    'not-opened-text': 'Your item is still inside and the code still works. Try again, or report it from the link in your message',
    'collected': 'Collected',
    'collected-text': 'The door is closed. Thank you',
    'still-seen': 'Is something left behind door {n}?',
    'still-seen-text': 'The sensor still sees something. Type the code again to take it out, or report it from the link in your message',
    'unavailable': 'Doors cannot open right now',
    'unavailable-text': 'Nothing was done. Please try again in a while',
    'forgot': 'I forgot something ({s} s)',
    'start': 'Back',
    'front': 'The cabinet’s front (simulated)',
    'front-text': 'You are the person at the cabinet: click an open compartment to put in or take out, click its door to close.',
    'locked': 'Door {n} is locked. Use a code or the phone, or pry it open below.',
    'cannot': 'Door {n} cannot do that now: something blocks it or it is moving.',
    'door-closed': 'Door {n}, {size}, closed and locked',
    'door-unlatched': 'Door {n}, {size}, unlatched. Pull it open',
    'door-open': 'Door {n}, open. Close it',
    'put': 'put in',
    'take': 'take',
    'put-into': 'Put an item into door {n}',
    'take-from': 'Take the item from door {n}',
    'panel': 'Make something fail',
    'network-out': 'Pull the network cable',
    'network-in': 'Plug the cable back in',
    'door': 'Door',
    'pry': 'Pry this door open',
    'quarantined': 'out of use',
    'ajar': 'ajar',
    'fault.latch': 'Stuck latch',
    'fault.wire': 'Broken wire',
    'fault.bounce': 'Bouncing sensor',
    'fault.wrong': 'Wired to a wrong door',
    'fault.open': 'Door will not close',
    'fault.occupancy': 'Blind item sensor',
    'fault.sensor': 'Dead door sensor',
    'fault.heat': 'Heater fault',
    'fault.board': 'Silent lock board',
  },
};

export const ownLanguage = () => (/^zh/i.test(navigator.language || '') ? 'zh' : 'en');
let language = ownLanguage();

export const current = () => language;

export function choose(next) {
  language = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

/** The text of a key in the current language, with {name} filled in. */
export function t(key, values) {
  const text = words[language][key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
}

/** A fault of the simulation in words; unknown kinds are shown by their own name. */
export function faultWords(kind) {
  const order = ['occupancy', 'wrong', 'wire', 'latch', 'bounce', 'heat', 'open', 'board', 'sensor'];
  const name = kind.toLowerCase();
  const found = order.find(part => name.indexOf(part === 'bounce' ? 'bounc' : part) >= 0);
  return found ? t('fault.' + found) : name.replace(/[_-]/g, ' ');
}
