package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class Base45PropertyTest {

  @Property
  void everySequenceOfBytesComesBack(@ForAll @Size(max = 200) byte[] bytes) {
    String text = Base45.encode(bytes);
    assertThat(text).matches("[0-9A-Z $%*+./:-]*");
    assertThat(text).hasSize(bytes.length / 2 * 3 + bytes.length % 2 * 2);
    assertThat(Base45.decode(text)).hasValue(bytes);
  }

  @Property
  void aTextThatDecodesIsTheOneAndOnlyEncoding(@ForAll String text) {
    Base45.decode(text).ifPresent(bytes -> assertThat(Base45.encode(bytes)).isEqualTo(text));
  }

  @Property
  void noTextEndsInASpaceSoTrimmingDoesNoHarm(@ForAll @Size(min = 1, max = 9) byte[] bytes) {
    assertThat(Base45.encode(bytes)).doesNotEndWith(" ");
  }
}
